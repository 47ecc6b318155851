using Coordination.Load.Comparisons;
using Coordination.Load.Reporting;
using Coordination.Load.Servers;

namespace Coordination.Load.Commands;

/// <summary>
/// <c>compare</c>: ours beside ZooKeeper's, as ratios with their bars. Each takes less than three minutes.
/// </summary>
internal static class CompareCommand
{
    private static readonly Bar Threefold = new(Figures.Throughput, 3);
    private static readonly Bar SixfoldPerCore = new(Figures.PerServerCore, 6);
    private static readonly Bar FivefoldThroughput = new(Figures.Throughput, 5);
    private static readonly Bar NotSlower = new(Figures.Throughput, 1);
    private static readonly Bar HalfP99 = new(Figures.P99Us, 0.5, IsMost: true);
    private static readonly Bar NotDearer = new(Figures.PerClientCore, 1);

    private static readonly IComparison[] All =
    [
        new LoadComparison("get", new LoadPlan { Operation = LoadOperation.Get }, Threefold, SixfoldPerCore),
        new LoadComparison("set", new LoadPlan { Operation = LoadOperation.Set }, Threefold, SixfoldPerCore),
        new LoadComparison("mix", new LoadPlan { Operation = LoadOperation.Mix }, Threefold, SixfoldPerCore),
        new LoadComparison("create", new LoadPlan { Operation = LoadOperation.Create }, FivefoldThroughput),
        new LoadComparison("one-get", One(LoadOperation.Get), NotSlower),
        new LoadComparison("one-set", One(LoadOperation.Set), NotSlower),
        new LoadComparison("half-get", new LoadPlan { Operation = LoadOperation.Get }, HalfP99) { IsAtHalf = true },
        new LoadComparison("half-set", new LoadPlan { Operation = LoadOperation.Set }, HalfP99) { IsAtHalf = true },
        new LoadComparison("sessions", new LoadPlan { Operation = LoadOperation.Sessions, Depth = 1 }, Threefold),
        new MemoryComparison("znodes", ServerKind.Ours, 1.0 / 3, FillWithZnodes),
        new MemoryComparison("idle", ServerKind.Ours, 1.0 / 3, FillWithSessions),
        new MemoryComparison("idle-aot", ServerKind.OursAot, 1.0 / 3, FillWithSessions),
        new StartComparison("start", ServerKind.Ours, 1.0 / 2),
        new StartComparison("start-aot", ServerKind.OursAot, 1.0 / 5),
        new LoadComparison(
            "events", new LoadPlan { Operation = LoadOperation.Events, Connections = 100 }, FivefoldThroughput),
        new LoadComparison(
            "fan-out",
            new LoadPlan { Operation = LoadOperation.Events, Connections = 1_000, Depth = 1, Rate = 20 },
            new Bar(Figures.MedianUs, 1.0 / 3, IsMost: true)),
        new ClientComparison("client-get", Client(LoadOperation.Get), NotSlower, NotDearer),
        new ClientComparison("client-set", Client(LoadOperation.Set), NotSlower, NotDearer),
    ];

    public static async Task<int> RunAsync(Flags flags)
    {
        IReadOnlyList<string> only = flags.List("--only");
        var context = new ComparisonContext(new Report(Console.Out), CommonFlags.Servers(flags))
        {
            Rounds = flags.Number("--rounds", 3),
            Measured = flags.Seconds("--seconds", 4),
            WarmUp = flags.Seconds("--warm-up", 1),
            FirstWarmUp = flags.Seconds("--first-warm-up", 8),
        };
        flags.RejectUnknown();
        if (only.FirstOrDefault(name => All.All(comparison => comparison.Name != name)) is { } unknown)
            throw new UsageException($"{unknown}: there are {string.Join(", ", All.Select(each => each.Name))}.");

        bool isMet = true;
        foreach (IComparison comparison in All)
        {
            if (only.Count == 0 || only.Contains(comparison.Name))
                isMet &= await comparison.RunAsync(context);
        }

        return isMet ? 0 : 1;
    }

    private static IDisposable FillWithZnodes(LoadServer server) => Filling.Znodes(server.EndPoint, 1_000_000);

    private static IDisposable FillWithSessions(LoadServer server) => Filling.Sessions(server.EndPoint, 10_000);

    private static LoadPlan One(LoadOperation operation) =>
        new() { Operation = operation, Connections = 1, Depth = 1 };

    private static LoadPlan Client(LoadOperation operation) =>
        new() { Operation = operation, Connections = 10, Depth = 20 };
}
