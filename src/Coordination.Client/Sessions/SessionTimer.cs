namespace Coordination.Sessions;

/// <summary>
/// The one timer of a client: goes off at the earliest time that was asked for, or a little earlier than needed, never
/// later.
/// </summary>
internal sealed class SessionTimer : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private long _due = long.MaxValue;

    public SessionTimer(TimeProvider clock, Action tick)
    {
        _clock = clock;
        _timer = clock.CreateTimer(
            // Not null: it is the state handed over.
            static state => ((Action)state!)(), tick, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>It went off, and is to be set again.</summary>
    public void Fired() => _due = long.MaxValue;

    /// <summary>Asks for a tick. One that is set for earlier stays: it finds nothing to do, and asks again.</summary>
    public void Set(long due, long now)
    {
        if (due >= _due)
            return;
        _due = due;

        // Whole milliseconds upwards, as system timers have no finer ones, and one at least: a timer that is due at
        // once may run inside this call.
        long wait = (long)Math.Ceiling((double)Math.Max(0, due - now) * 1_000 / _clock.TimestampFrequency);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(wait, 1, int.MaxValue)), Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();
}
