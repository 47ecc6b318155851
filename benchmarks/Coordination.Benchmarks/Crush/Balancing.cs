using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Coordination.Crush;

namespace Coordination.Benchmarks.Crush;

/// <summary>Levelling the load of a pool to one placement group per device.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, warmupCount: 1, iterationCount: 3)]
public class Balancing
{
    private OsdMap _cluster = null!;        // Set before the first benchmark runs.

    /// <summary>How many devices, each with about 100 groups.</summary>
    [Params(1_000, 10_000)]
    public int Devices { get; set; }

    [GlobalSetup]
    public void Setup() => _cluster = Clusters.WithPool(Devices, groupsPerDevice: 100);

    [Benchmark]
    public BalancePlan Balance() => UpmapBalancer.Balance(_cluster, 1);
}
