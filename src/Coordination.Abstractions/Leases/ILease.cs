namespace Coordination;

/// <summary>Something held until it is disposed or lost: a lock, a leadership, a virtual IP.</summary>
/// <remarks>
/// Recipes hand these out, and applications may implement it over an ephemeral znode and its session.
/// Disposing gives it back; it is idempotent, and never throws because the lease was lost before.
/// </remarks>
public interface ILease : IAsyncDisposable
{
    /// <summary>
    /// Zxid of the write that granted. Grows with every grant; hand it to whatever the lease protects.
    /// </summary>
    long FencingToken { get; }

    /// <summary>
    /// Until when the lease is proven, as a timestamp of the client's <see cref="TimeProvider"/>; moved on by every
    /// answer.
    /// </summary>
    long ValidUntil { get; }

    /// <summary>Whether it is proven now; compares clocks, waits for no callback.</summary>
    bool IsHeld { get; }

    /// <summary>
    /// Cancelled at <see cref="ValidUntil"/>, or earlier when the loss is known. Never on a mere disconnect.
    /// </summary>
    CancellationToken Lost { get; }
}
