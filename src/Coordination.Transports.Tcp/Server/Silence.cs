namespace Coordination.Transports.Tcp.Server;

/// <summary>
/// Whether a peer is one of those who are mostly silent. Who has been silent for a while is likely to be so again, and
/// need not be waited for with buffers in hand, of which ten thousand idle sessions would hold many for nothing. Who
/// is busy is spared the second call that this takes.
/// </summary>
internal sealed class Silence(TimeProvider time)
{
    private static readonly TimeSpan LeastTime = TimeSpan.FromMilliseconds(100);

    private long _heardAt;

    /// <summary>Whether it was silent for long before it was heard last.</summary>
    public bool IsUsual { get; private set; }

    /// <summary>It is heard now.</summary>
    public void Break()
    {
        long now = time.GetTimestamp();
        IsUsual = time.GetElapsedTime(_heardAt, now) > LeastTime;
        _heardAt = now;
    }
}
