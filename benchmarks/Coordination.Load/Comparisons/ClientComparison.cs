using Coordination.Load.Generators;
using Coordination.Load.Measuring;
using Coordination.Load.Reporting;
using Coordination.Load.Servers;

namespace Coordination.Load.Comparisons;

/// <summary>Our client and ZooKeeper's for Java, in turn, on the same ZooKeeper.</summary>
internal sealed class ClientComparison(string name, LoadPlan plan, params Bar[] bars) : IComparison
{
    private static readonly GeneratorKind[] Clients = [GeneratorKind.Ours, GeneratorKind.Java];

    public string Name => name;

    public async Task<bool> RunAsync(ComparisonContext context)
    {
        await using LoadServer server = await LoadServer.StartAsync(ServerKind.ZooKeeper, context.Servers);

        // The Java client is a new process in each turn, so that it is warmed up in each; and ours as long.
        LoadPlan measured = plan with { WarmUp = context.FirstWarmUp / 2, Measured = context.Measured };
        var board = new Scoreboard(name, $"{GeneratorKind.Ours}");
        await RunOnceAsync(context, $"{name}, warm-up", GeneratorKind.Java, server, measured);
        for (int round = 0; round < context.Rounds; round++)
        {
            foreach (GeneratorKind client in Clients)
                Figures.Add(board, $"{client}", await RunOnceAsync(context, name, client, server, measured));
        }

        return bars.Select(bar => board.Judge(bar, context.Report)).ToArray().All(isMet => isMet);
    }

    private static async Task<LoadResult> RunOnceAsync(
        ComparisonContext context, string scenario, GeneratorKind client, LoadServer server, LoadPlan plan)
    {
        LoadResult result = await Generator.RunAsync(client, server, plan.Anew());
        context.Report.Row(scenario, $"{client}", server.Name, result);
        return result;
    }
}
