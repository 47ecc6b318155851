using Coordination.Internal;

namespace Coordination.Ensemble.Sessions;

/// <summary>
/// Finds the sessions that were not heard from for their time-out, never earlier and at most two ticks later. To have
/// heard of a session costs a flag: the next tick says when that was. A session stands in the bucket of the tick at
/// which it might expire, and is looked at only then.
/// </summary>
internal sealed class SessionExpiry(int tickMs)
{
    /// <summary>
    /// A power of two, so that a tick finds its bucket by its low bits; sessions of longer time-outs are looked at
    /// once a round.
    /// </summary>
    private const int Buckets = 512;

    private readonly List<ServedSession>[] _buckets =
        [.. Enumerable.Range(0, Buckets).Select(_ => new List<ServedSession>())];

    private readonly List<ServedSession> _heard = [];
    private long _now;

    public int Count { get; private set; }

    /// <summary>Begins to watch over a session, which counts as heard now.</summary>
    public void Add(ServedSession session)
    {
        // Heard within a tick and judged within another, so the difference of the two may say one tick more than has
        // passed.
        session.TimeoutTicks = (session.TimeoutMs + tickMs - 1) / tickMs + 1;
        if (PlantedBugs.IsOn(PlantedBugs.ExpiresEarly))
            session.TimeoutTicks /= 2;
        session.HeardTick = _now;
        MarkHeard(session);
        Put(session);
        Count++;
    }

    /// <summary>How long a session stands if it is not heard from again, milliseconds.</summary>
    public long RemainingMs(ServedSession session)
    {
        long heard = session.IsHeard ? _now : session.HeardTick;
        return Math.Max(0, heard + session.TimeoutTicks - _now) * tickMs;
    }

    public void MarkHeard(ServedSession session)
    {
        if (session.IsHeard)
            return;
        session.IsHeard = true;
        _heard.Add(session);
    }

    public void Remove(ServedSession session)
    {
        if (session.IndexInBucket < 0)
            return;
        Take(session);
        Count--;
    }

    /// <summary>
    /// Moves on to a tick and adds to <paramref name="due"/> whoever is due. They stay, as if heard now, and are due
    /// again later, should nobody remove them: an ensemble without a leader has nobody to expire them.
    /// </summary>
    public void Advance(long tick, List<ServedSession> due)
    {
        long from = Math.Max(_now + 1, tick - Buckets + 1);
        _now = Math.Max(_now, tick);
        foreach (ServedSession session in _heard)
        {
            session.IsHeard = false;
            session.HeardTick = _now;
        }

        _heard.Clear();
        for (long visited = from; visited <= tick; visited++)
            Visit(_buckets[visited & (Buckets - 1)], due);
    }

    private void Visit(List<ServedSession> bucket, List<ServedSession> due)
    {
        for (int i = bucket.Count - 1; i >= 0; i--)
        {
            ServedSession session = bucket[i];
            if (session.HeardTick + session.TimeoutTicks <= _now)
            {
                due.Add(session);
                session.HeardTick = _now;
            }

            Take(session);
            Put(session);
        }
    }

    private void Put(ServedSession session)
    {
        session.Bucket = (int)((session.HeardTick + session.TimeoutTicks) & (Buckets - 1));
        session.IndexInBucket = _buckets[session.Bucket].Count;
        _buckets[session.Bucket].Add(session);
    }

    private void Take(ServedSession session)
    {
        List<ServedSession> bucket = _buckets[session.Bucket];
        ServedSession last = bucket[^1];
        bucket[session.IndexInBucket] = last;
        last.IndexInBucket = session.IndexInBucket;
        bucket.RemoveAt(bucket.Count - 1);
        session.IndexInBucket = -1;
    }
}
