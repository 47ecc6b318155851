using Coordination.Work;

namespace Coordination.Testing;

/// <summary>
/// The clock of a simulated process, and its scheduler: what is posted here, and every timer, runs on the simulation's
/// thread when the seed says so. The clock stands still while an item runs.
/// </summary>
/// <remarks>
/// Hand it to whatever takes a <see cref="TimeProvider"/>. Called from another thread it throws
/// <see cref="SimulationEscapedException"/>.
/// </remarks>
public sealed class SimulatedTimeProvider : TimeProvider, IWorkScheduler
{
    private const long Million = 1_000_000;
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SimulationKernel _kernel;
    private readonly SimulatedProcess _process;
    private readonly SimulatedMachine _machine;

    internal SimulatedTimeProvider(SimulationKernel kernel, SimulatedProcess process, SimulatedMachine machine)
    {
        _kernel = kernel;
        _process = process;
        _machine = machine;
    }

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override long GetTimestamp()
    {
        _kernel.CheckThread(_process.Name);
        return _machine.FirstTimestamp + LocalTicks(_kernel.NowTicks);
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        _kernel.CheckThread(_process.Name);
        return Begin + _machine.WallClockOffset + new TimeSpan(LocalTicks(_kernel.NowTicks));
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _kernel.CheckThread(_process.Name);
        var timer = new SimulatedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <inheritdoc />
    public void Post(IThreadPoolWorkItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        _kernel.Enqueue(_process, item, _kernel.NowTicks);
    }

    /// <summary>Runs an item of this process after a time.</summary>
    internal void Post(IThreadPoolWorkItem item, TimeSpan after) => _kernel.Enqueue(_process, item, DueTicks(after));

    internal void Enqueue(SimulatedTimer timer, TimeSpan after, int version) =>
        _kernel.Enqueue(_process, timer, DueTicks(after), version);

    private long LocalTicks(long ticks) => ticks + (long)((Int128)ticks * _machine.DriftPpm / Million);

    // The first moment at which this clock has moved on by the whole time: no timer fires early by the clock it belongs
    // to.
    private long DueTicks(TimeSpan after)
    {
        long now = _kernel.NowTicks;
        if (_machine.DriftPpm == 0)
            return now + after.Ticks;
        long due = LocalTicks(now) + after.Ticks;
        long ticks = now + (long)((Int128)after.Ticks * Million / (Million + _machine.DriftPpm));
        while (LocalTicks(ticks) < due)
            ticks++;
        return ticks;
    }
}
