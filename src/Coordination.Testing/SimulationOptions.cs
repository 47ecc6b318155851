namespace Coordination.Testing;

/// <summary>Bounds of one simulated run. Past a bound the run fails and says what it was waiting for.</summary>
public sealed class SimulationOptions
{
    /// <summary>Virtual time that a run may take; 6 hours by default.</summary>
    public TimeSpan VirtualTimeLimit { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Items that a run may execute; 20,000,000 by default. What spins on virtual time ends here.</summary>
    public long StepLimit { get; set; } = 20_000_000;

    /// <summary>
    /// Real time that one item may take; 60 seconds by default. It ends a run that blocks its thread, by a lock, a
    /// sleep or a synchronous wait.
    /// </summary>
    public TimeSpan RealTimeLimit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Events that the message of a failure tells; 50 by default.</summary>
    public int EventsTold { get; set; } = 50;

    /// <summary>
    /// How fast clocks may run apart, in parts per million: each process draws its rate from −this to +this. 0, the
    /// default: all run alike.
    /// </summary>
    public int ClockDriftPpm { get; set; }

    /// <summary>
    /// How far wall clocks may be off: each process draws from −this to +this. Zero, the default. Timestamps, which
    /// leases go by, begin anywhere in every process in any case.
    /// </summary>
    public TimeSpan WallClockOffset { get; set; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(VirtualTimeLimit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(StepLimit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RealTimeLimit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(EventsTold, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(ClockDriftPpm);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ClockDriftPpm, 500_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(WallClockOffset, TimeSpan.Zero);
    }
}
