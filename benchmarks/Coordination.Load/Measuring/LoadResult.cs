namespace Coordination.Load.Measuring;

/// <summary>What came of one load.</summary>
/// <param name="Plan">What was to be done.</param>
/// <param name="Tally">What was done in the measured window.</param>
/// <param name="Cpu">What it cost.</param>
internal sealed record LoadResult(LoadPlan Plan, LoadTally Tally, CpuMeter Cpu)
{
    /// <summary>Operations in the window.</summary>
    public long Operations => Tally.PerSlice.Sum();

    /// <summary>Operations per second.</summary>
    public double Throughput => Operations / Plan.Measured.TotalSeconds;

    /// <summary>Operations in the worst whole second; of the window where that is shorter.</summary>
    public long WorstSecond => Tally.PerSlice.Take(Math.Max(1, (int)Plan.Measured.TotalSeconds)).Min();

    /// <summary>Operations per second of a core of the server; null where its process is not known.</summary>
    public double? PerServerCore => Cpu.ServerCores is > 0 and var cores ? Throughput / cores : null;

    /// <summary>Operations per second of a core of the generator.</summary>
    public double? PerClientCore => Cpu.ClientCores is > 0 and var cores ? Throughput / cores : null;
}
