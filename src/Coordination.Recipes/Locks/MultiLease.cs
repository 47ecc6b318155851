using Coordination.Recipes.Leases;

namespace Coordination.Recipes.Locks;

/// <summary>Several locks that are held together until they are disposed or one is lost.</summary>
public sealed class MultiLease : ILease, IGuardingLease
{
    private readonly Lazy<CancellationToken> _lost;

    internal MultiLease(IReadOnlyList<LockLease> leases)
    {
        Leases = leases;
        _lost = new Lazy<CancellationToken>(() =>
            CancellationTokenSource.CreateLinkedTokenSource([.. leases.Select(static lease => lease.Lost)]).Token);
    }

    /// <summary>The single locks, in the order in which they were named; each has its own token.</summary>
    public IReadOnlyList<LockLease> Leases { get; }

    /// <summary>
    /// The greatest of the single tokens: it grows among holders of the same set. What one lock alone protects is to be
    /// handed that one's token.
    /// </summary>
    public long FencingToken => Leases.Max(static lease => lease.FencingToken);

    /// <summary>The earliest of the single ones.</summary>
    public long ValidUntil => Leases.Min(static lease => lease.ValidUntil);

    /// <summary>Whether all are proven now.</summary>
    public bool IsHeld => Leases.All(static lease => lease.IsHeld);

    /// <summary>Cancelled when the first of them is lost.</summary>
    public CancellationToken Lost => _lost.Value;

    /// <summary>Gives all back, the last taken first; as <see cref="LockLease.DisposeAsync"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] released = [.. Leases.Reverse().Select(static lease => lease.DisposeAsync().AsTask())];
        await Task.WhenAll(released).ConfigureAwait(false);
    }

    void IGuardingLease.AddGuards(ICoordinationTransaction transaction)
    {
        foreach (LockLease lease in Leases)
            lease.Grant.AddGuards(transaction);
    }
}
