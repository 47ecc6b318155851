using Coordination.Requests;

namespace Coordination.Transports.Tcp.Server;

/// <summary>
/// What is counted of one connection (<c>ServerCnxn</c>). Written inside the gate of its queue; who reads it from
/// outside may be a little behind.
/// </summary>
internal sealed class ConnectionFigures
{
    private LatencyFigures _latency;

    /// <summary>Frames received.</summary>
    public long Received { get; private set; }

    /// <summary>Frames sent.</summary>
    public long Sent { get; private set; }

    /// <summary>The operation that was answered last; null before the first.</summary>
    public OpCode? LastOp { get; private set; }

    /// <summary>The number that its client gave to the last request; -1 before the first.</summary>
    public int LastXid { get; private set; } = -1;

    /// <summary>How far the server had come at the last answer; -1 before the first.</summary>
    public Zxid LastZxid { get; private set; } = new(-1);

    /// <summary>When the last answer was written, as a timestamp; 0 before the first.</summary>
    public long LastAt { get; private set; }

    /// <summary>How long its answers took.</summary>
    public LatencyFigures Latency => _latency;

    /// <summary>Frames arrived.</summary>
    public void CountReceived(int frames) => Received += frames;

    /// <summary>An event was written.</summary>
    public void CountEvent() => Sent++;

    /// <summary>An answer was written.</summary>
    public void CountAnswer(int xid, OpCode op, Zxid zxid)
    {
        Sent++;
        LastOp = op;
        LastZxid = zxid;
        if (xid >= 0)
            LastXid = xid; // Pings and their like have numbers of their own, which say nothing.
    }

    /// <summary>So many answers took so long each, and the last was written at this timestamp.</summary>
    public void CountLatency(long timestamps, int answers, long now)
    {
        _latency.Add(timestamps, answers);
        LastAt = now;
    }

    /// <summary>Begins to count anew.</summary>
    public void Reset()
    {
        _latency = default;
        (Received, Sent, LastAt) = (0, 0, 0);
        (LastOp, LastXid, LastZxid) = (null, -1, new Zxid(-1));
    }
}
