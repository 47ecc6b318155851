namespace Coordination.Testing;

/// <summary>Remembers the last events of a run and the digest of all.</summary>
internal sealed class TraceLog(int remembered)
{
    private readonly TraceEvent[] _last = new TraceEvent[remembered];
    private TraceDigest _digest;
    private long _count;

    public ulong Digest => _digest.Value;

    public void Add(in TraceEvent happened)
    {
        _last[_count++ % _last.Length] = happened;
        _digest.Add((ulong)happened.Time.Ticks);
        _digest.Add(happened.Process);
        _digest.Add(happened.What);
        _digest.Add(happened.Subject);
        _digest.Add((ulong)happened.Number.GetValueOrDefault(long.MinValue));
    }

    /// <summary>Counts an item that ran; these are too many to be told one by one.</summary>
    public void AddStep(long timeTicks, int process, ulong tie)
    {
        _digest.Add((ulong)timeTicks);
        _digest.Add((ulong)process);
        _digest.Add(tie);
    }

    /// <summary>The events remembered, oldest first.</summary>
    public TraceEvent[] Last()
    {
        var events = new TraceEvent[Math.Min(_count, _last.Length)];
        for (int i = 0; i < events.Length; i++)
            events[i] = _last[(_count - events.Length + i) % _last.Length];
        return events;
    }
}
