using Coordination.Load.Reporting;
using Coordination.Load.Servers;

namespace Coordination.Load.Comparisons;

/// <summary>From the start of the process until a session stands.</summary>
internal sealed class StartComparison(string name, ServerKind ours, double ratio) : IComparison
{
    private const string Figure = "start until a session stands, µs";
    private const int StartsPerRound = 3;

    public string Name => name;

    public async Task<bool> RunAsync(ComparisonContext context)
    {
        Scoreboard? board = null;
        for (int start = 0; start < StartsPerRound * context.Rounds; start++)
        {
            foreach (ServerKind kind in (ServerKind[])[ours, ServerKind.ZooKeeper])
            {
                await using LoadServer server = await LoadServer.StartAsync(kind, context.Servers);
                board ??= new Scoreboard(name, server.Name);
                board.Add(Figure, server.Name, server.StartedIn.TotalMicroseconds);
            }
        }

        return board?.Judge(new Bar(Figure, ratio, IsMost: true), context.Report) ?? false;
    }
}
