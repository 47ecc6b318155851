namespace Coordination.Testing;

/// <summary>
/// A timer of a simulated process: an item that is queued again by every arming, and void once the next arming comes.
/// </summary>
internal sealed class SimulatedTimer : ITimer, IThreadPoolWorkItem
{
    private readonly SimulatedTimeProvider _provider;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private bool _isDisposed;

    public SimulatedTimer(SimulatedTimeProvider provider, TimerCallback callback, object? state)
    {
        _provider = provider;
        _callback = callback;
        _state = state;
    }

    /// <summary>Raised by every arming and by its end.</summary>
    public int Version { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime);
        Check(period);
        if (_isDisposed)
            return false;

        Version++;
        _period = period;
        if (dueTime != Timeout.InfiniteTimeSpan)
            _provider.Enqueue(this, dueTime, Version);
        return true;
    }

    public void Execute()
    {
        if (_period > TimeSpan.Zero)
            _provider.Enqueue(this, _period, Version);
        if (_context is null)
            _callback(_state);
        else
            ExecutionContext.Run(_context, static timer => ((SimulatedTimer)timer!).Call(), this); // Not null: this.
    }

    public void Dispose()
    {
        _isDisposed = true;
        Version++;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Call() => _callback(_state);

    private static void Check(TimeSpan time)
    {
        if (time != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
    }
}
