using Coordination.Load.Measuring;
using Coordination.Load.Reporting;

namespace Coordination.Load.Comparisons;

/// <summary>The figures by which loads are compared.</summary>
internal static class Figures
{
    public const string Throughput = "per second";
    public const string PerServerCore = "per server core-second";
    public const string PerClientCore = "per client core-second";
    public const string MedianUs = "p50, µs";
    public const string P99Us = "p99, µs";

    public static void Add(Scoreboard board, string contestant, LoadResult result)
    {
        board.Add(Throughput, contestant, result.Throughput);
        board.Add(PerServerCore, contestant, result.PerServerCore ?? 0);
        board.Add(PerClientCore, contestant, result.PerClientCore ?? 0);
        board.Add(MedianUs, contestant, result.Tally.Latency.PercentileUs(50));
        board.Add(P99Us, contestant, result.Tally.Latency.PercentileUs(99));
    }
}
