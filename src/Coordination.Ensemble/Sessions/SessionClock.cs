namespace Coordination.Ensemble.Sessions;

/// <summary>
/// Counts the ticks by which sessions are judged, and does not count a time in which nobody was there to judge
/// (RAFT.md §6.2, pause guard): a process that was stopped or a machine that slept has heard nobody, which is no sign
/// that nobody was there.
/// </summary>
/// <param name="tick">One tick, in timestamps of the clock.</param>
/// <param name="now">The timestamp at which it starts at tick 0.</param>
internal sealed class SessionClock(long tick, long now)
{
    /// <summary>Ticks that may be late before a gap counts as a pause.</summary>
    public const int PauseTicks = 4;

    private long _last = now;
    private long _elapsed;

    /// <summary>The tick it has come to.</summary>
    public long Tick => _elapsed / tick;

    /// <summary>Moves on to a timestamp. After a gap of more than <see cref="PauseTicks"/> by one tick only.</summary>
    /// <returns>Whether there was such a gap.</returns>
    public bool Advance(long now)
    {
        long gap = Math.Max(0, now - _last);
        _last = Math.Max(_last, now);
        bool paused = gap > PauseTicks * tick;
        _elapsed += paused ? tick : gap;
        return paused;
    }
}
