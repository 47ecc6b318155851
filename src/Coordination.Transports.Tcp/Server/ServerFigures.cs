namespace Coordination.Transports.Tcp.Server;

/// <summary>What a server counts of itself (ZooKeeper's <c>ServerStats</c>); written from many threads.</summary>
internal sealed class ServerFigures
{
    private long _received;
    private long _sent;
    private long _receivedBytes;
    private long _sentBytes;
    private long _handshakes;
    private long _refused;
    private long _expired;
    private long _latencyCount;
    private long _latencySum;
    private long _latencyMax;
    private long _latencyMin = long.MaxValue;

    /// <summary>Frames received.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Frames sent.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Bytes received.</summary>
    public long ReceivedBytes => Interlocked.Read(ref _receivedBytes);

    /// <summary>Bytes sent.</summary>
    public long SentBytes => Interlocked.Read(ref _sentBytes);

    /// <summary>Requests for a session, new or not.</summary>
    public long Handshakes => Interlocked.Read(ref _handshakes);

    /// <summary>Sockets ended as they had not asked for a session in time.</summary>
    public long Expired => Interlocked.Read(ref _expired);

    /// <summary>Sockets closed at once as too many were open.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Shortest, mean and longest time from a request's arrival to its answer, in timestamps.</summary>
    public (long Min, double Mean, long Max) Latency
    {
        get
        {
            long count = Interlocked.Read(ref _latencyCount);
            return count == 0
                ? (0, 0, 0)
                : (Interlocked.Read(ref _latencyMin), (double)Interlocked.Read(ref _latencySum) / count,
                    Interlocked.Read(ref _latencyMax));
        }
    }

    public void CountReceived(int frames) => Interlocked.Add(ref _received, frames);

    public void CountReceivedBytes(int bytes) => Interlocked.Add(ref _receivedBytes, bytes);

    public void CountSent(int frames, long bytes)
    {
        Interlocked.Add(ref _sent, frames);
        Interlocked.Add(ref _sentBytes, bytes);
    }

    public void CountHandshake() => Interlocked.Increment(ref _handshakes);

    public void CountRefused() => Interlocked.Increment(ref _refused);

    public void CountExpired() => Interlocked.Increment(ref _expired);

    /// <summary>So many answers took so long each.</summary>
    public void CountLatency(long timestamps, int answers)
    {
        Interlocked.Add(ref _latencyCount, answers);
        Interlocked.Add(ref _latencySum, timestamps * answers);
        InterlockedMost(ref _latencyMax, timestamps);
        InterlockedLeast(ref _latencyMin, timestamps);
    }

    /// <summary>Begins to count anew.</summary>
    public void Reset()
    {
        Interlocked.Exchange(ref _received, 0);
        Interlocked.Exchange(ref _sent, 0);
        Interlocked.Exchange(ref _latencyCount, 0);
        Interlocked.Exchange(ref _latencySum, 0);
        Interlocked.Exchange(ref _latencyMax, 0);
        Interlocked.Exchange(ref _latencyMin, long.MaxValue);
    }

    private static void InterlockedMost(ref long target, long value)
    {
        long seen = Interlocked.Read(ref target);
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) is var was && was != seen)
            seen = was;
    }

    private static void InterlockedLeast(ref long target, long value)
    {
        long seen = Interlocked.Read(ref target);
        while (value < seen && Interlocked.CompareExchange(ref target, value, seen) is var was && was != seen)
            seen = was;
    }
}
