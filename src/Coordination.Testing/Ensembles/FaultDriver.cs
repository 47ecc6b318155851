namespace Coordination.Testing;

/// <summary>
/// Lets a process suffer: pauses, partitions and lost sessions at drawn times, as often as the faults of its transport
/// say. Every item runs in the test's process, which suffers nothing.
/// </summary>
internal sealed class FaultDriver(
    SimulatedProcess process, FaultTransport? transport, Faults faults, SeededRandom random, TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private bool _isStopped;

    public void Start()
    {
        Schedule(faults.PausesPerMinute, () => process.Pause(DrawTime(faults.MaxPause)));
        Schedule(faults.ClockJumpsPerMinute, JumpWallClock);
        if (transport is null)
            return;
        Schedule(faults.PartitionsPerMinute, () => Partition(transport));
        Schedule(faults.ExpiriesPerMinute, () => OutlastSession(transport));
    }

    /// <summary>From now on nothing more goes wrong.</summary>
    public void Stop()
    {
        _isStopped = true;
        transport?.Heal();
    }

    private void Schedule(double perMinute, Action fault)
    {
        if (perMinute <= 0)
            return;

        // Exponentially distributed gaps: faults come at any moment, also shortly after one another.
        double minutes = -Math.Log(1 - random.NextDouble()) / perMinute;
        var gap = TimeSpan.FromMilliseconds(Math.Round(minutes * Minute.TotalMilliseconds));
        new DelayedWork(clock, () =>
        {
            if (_isStopped || process.IsCrashed || process.HasEnded)
                return;
            fault();
            Schedule(perMinute, fault);
        }).Start(gap);
    }

    private void JumpWallClock()
    {
        TimeSpan by = DrawTime(faults.MaxClockJump);
        process.JumpWallClock(random.Chance(0.5) ? by : -by);
    }

    private void Partition(FaultTransport transport)
    {
        int directions = random.Next(3);
        transport.Partition(requests: directions != 1, answers: directions != 2);
        new DelayedWork(clock, transport.Heal).Start(DrawTime(faults.MaxPartition));
    }

    private void OutlastSession(FaultTransport transport)
    {
        const double Longer = 1.5;
        transport.Partition();
        new DelayedWork(clock, transport.Heal).Start(transport.SessionTimeout * Longer);
    }

    // Evenly over the orders of magnitude: most are a blip, some outlast a session.
    private TimeSpan DrawTime(TimeSpan most) =>
        TimeSpan.FromMilliseconds(Math.Round(most.TotalMilliseconds * Math.Pow(10, -3 * random.NextDouble())));
}
