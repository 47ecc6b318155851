using Coordination.Load.Generators;
using Coordination.Load.Measuring;
using Coordination.Load.Reporting;
using Coordination.Load.Servers;

namespace Coordination.Load.Comparisons;

/// <summary>
/// The same load from the same client on our server and on ZooKeeper, in turn. Where the load writes, ZooKeeper has
/// two turns, with its data on disk and in memory.
/// </summary>
internal sealed class LoadComparison(string name, LoadPlan plan, params Bar[] bars) : IComparison
{
    public string Name => name;

    /// <summary>
    /// Whether the load is made at half of the rate at which ZooKeeper answers when it has as much to do as it can.
    /// </summary>
    public bool IsAtHalf { get; init; }

    private bool Writes => plan.Operation is not (LoadOperation.Get or LoadOperation.Exists);

    public async Task<bool> RunAsync(ComparisonContext context)
    {
        ServerKind[] kinds = Writes
            ? [ServerKind.Ours, ServerKind.ZooKeeper, ServerKind.ZooKeeperInMemory]
            : [ServerKind.Ours, ServerKind.ZooKeeper];
        var servers = new List<LoadServer>();
        try
        {
            foreach (ServerKind kind in kinds)
                servers.Add(await LoadServer.StartAsync(kind, context.Servers));
            return await RunAsync(context, servers);
        }
        finally
        {
            foreach (LoadServer server in servers)
                await server.DisposeAsync();
        }
    }

    private async Task<bool> RunAsync(ComparisonContext context, IReadOnlyList<LoadServer> servers)
    {
        LoadPlan first = plan with { WarmUp = context.WarmUp, Measured = context.FirstWarmUp };
        double least = double.MaxValue;
        foreach (LoadServer server in servers)
            least = Math.Min(least, (await RunOnceAsync(context, $"{name}, warm-up", server, first)).Throughput);

        LoadPlan measured = plan with
        {
            WarmUp = context.WarmUp,
            Measured = context.Measured,
            Rate = IsAtHalf ? (int)(least / 2) : plan.Rate,
        };
        var board = new Scoreboard(name, servers[0].Name);
        for (int round = 0; round < context.Rounds; round++)
        {
            foreach (LoadServer server in servers)
                Figures.Add(board, server.Name, await RunOnceAsync(context, name, server, measured));
        }

        return bars.Select(bar => board.Judge(bar, context.Report)).ToArray().All(isMet => isMet);
    }

    private static async Task<LoadResult> RunOnceAsync(
        ComparisonContext context, string scenario, LoadServer server, LoadPlan plan)
    {
        // A new plan, so that what is created has another parent.
        LoadResult result = await Generator.RunAsync(GeneratorKind.Raw, server, plan.Anew());
        context.Report.Row(scenario, $"{GeneratorKind.Raw}", server.Name, result);
        return result;
    }
}
