using Coordination.Ensemble.Connections;

namespace Coordination.Ensemble.Sessions;

/// <summary>
/// A session that this process serves, whether it is connected now or may come back. Guarded by the ensemble's
/// exclusion.
/// </summary>
internal sealed class ServedSession(SessionId id, int timeoutMs)
{
    public SessionId Id { get; } = id;

    public int TimeoutMs { get; } = timeoutMs;

    /// <summary>The attachment in force; an expiry nominated under an older one is refused.</summary>
    public int Attach { get; set; } = 1;

    /// <summary>Its connection; null while it has none.</summary>
    public EnsembleConnection? Connection { get; set; }

    /// <summary>Whether it was heard from since the last tick, which then says when.</summary>
    public bool IsHeard { get; set; }

    /// <summary>The first tick after it was last heard from.</summary>
    public long HeardTick { get; set; }

    /// <summary>How many ticks after <see cref="HeardTick"/> it expires.</summary>
    public long TimeoutTicks { get; set; }

    /// <summary>Its place in the bucket in which it is looked at next; -1 in none.</summary>
    public int IndexInBucket { get; set; } = -1;

    /// <summary>The bucket it stands in.</summary>
    public int Bucket { get; set; }
}
