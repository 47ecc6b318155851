namespace Coordination.Testing;

/// <summary>What a process runs on, and finds again when it is started once more: a clock, and its name.</summary>
internal sealed class SimulatedMachine
{
    private readonly string _name;
    private int _starts = 1;

    public SimulatedMachine(string name, SeededRandom random, SimulationOptions options)
    {
        _name = name;
        DriftPpm = random.Next(-options.ClockDriftPpm, options.ClockDriftPpm + 1);
        WallClockOffset = random.NextTime(-options.WallClockOffset, options.WallClockOffset);

        // Timestamps mean nothing in another process: here they do not even begin alike.
        FirstTimestamp = random.NextInt64(TimeSpan.TicksPerDay * 100);
    }

    /// <summary>How much faster than virtual time it runs, in parts per million.</summary>
    public int DriftPpm { get; }

    /// <summary>How far its wall clock is off.</summary>
    public TimeSpan WallClockOffset { get; set; }

    public long FirstTimestamp { get; }

    public string TakeNextName() => $"{_name}/{++_starts}";
}
