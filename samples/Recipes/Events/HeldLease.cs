namespace Coordination.Samples.Recipes.Events;

/// <summary>What this process holds: as long as it is, every event is preceded by a look whether it still is.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Tokens">One token for each lock of a multi-lock; null for all others.</param>
internal sealed record HeldLease(ILease Lease, IReadOnlyList<long>? Tokens = null)
{
    /// <summary>Whether its loss has been told.</summary>
    public bool IsLost { get; set; }

    public RecipeEvent Tell(string what) => Tokens is null
        ? new RecipeEvent { Event = what, Token = Lease.FencingToken }
        : new RecipeEvent { Event = what, Tokens = Tokens };
}
