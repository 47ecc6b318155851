using Coordination.Ensemble;
using Coordination.Tree.Commands;

namespace Coordination.Transports.InMemory;

/// <summary>The log that keeps nothing: what is proposed is committed, so that the tree is all there is.</summary>
internal sealed class VolatileLog(TimeProvider timeProvider) : ICommandLog
{
    private long _zxid;
    private long _timeMs;

    public bool OrdersAtOnce => true;

    public bool TryOrder(in Command command, object? origin, out Zxid zxid, out long timeMs)
    {
        // A wall clock may be set back; the order's may not.
        _timeMs = Math.Max(_timeMs, timeProvider.GetUtcNow().ToUnixTimeMilliseconds());
        timeMs = _timeMs;
        zxid = new Zxid(++_zxid);
        return true;
    }

    public bool TrySync(object origin) => true;
}
