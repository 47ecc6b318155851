namespace Coordination.Testing;

/// <summary>All that a simulated world remembers for its checks.</summary>
internal sealed class SimulationRecord(Func<TimeSpan> now, Func<string, bool> isAlive, int driftPpm)
{
    public History History { get; } = new(now);

    public WireHistory Wire { get; } = new(now);

    public List<Expiry> Expiries { get; } = [];

    public int DriftPpm => driftPpm;

    public SimulatedEnsemble? Ensemble { get; set; }

    public bool IsAlive(string process) => isAlive(process);
}
