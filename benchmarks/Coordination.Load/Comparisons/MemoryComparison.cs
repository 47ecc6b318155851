using System.Diagnostics;
using System.Globalization;
using Coordination.Load.Measuring;
using Coordination.Load.Reporting;
using Coordination.Load.Servers;

namespace Coordination.Load.Comparisons;

/// <summary>
/// Resident memory of a server that was filled with something: of ours as it is, of ZooKeeper's after a full
/// collection was asked for, which gives the memory back that it does not need.
/// </summary>
/// <param name="name">The comparison's name.</param>
/// <param name="ours">Which server of ours.</param>
/// <param name="ratio">The most that ours may be of ZooKeeper's.</param>
/// <param name="fill">Fills a server; what it returns is kept until the memory was read.</param>
internal sealed class MemoryComparison(
    string name, ServerKind ours, double ratio, Func<LoadServer, IDisposable> fill) : IComparison
{
    private const string Figure = "resident memory, KiB";

    public string Name => name;

    public async Task<bool> RunAsync(ComparisonContext context)
    {
        Scoreboard? board = null;
        foreach (ServerKind kind in (ServerKind[])[ours, ServerKind.ZooKeeperInMemory])
        {
            await using LoadServer server = await LoadServer.StartAsync(kind, context.Servers);
            board ??= new Scoreboard(name, server.Name);
            int process = server.ProcessId ?? 0; // It was started here.
            long empty = ProcessFigures.MemoryOf(process);
            long began = Stopwatch.GetTimestamp();
            using (fill(server))
            {
                context.Report.Say(Line(server.Name, "empty", empty));
                context.Report.Say(Line(
                    server.Name, $"filled in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s",
                    ProcessFigures.MemoryOf(process)));
                await SettleAsync(kind, process);
                long full = ProcessFigures.MemoryOf(process);
                context.Report.Say(Line(server.Name, "settled", full));
                board.Add(Figure, server.Name, full / 1024);
            }
        }

        return board?.Judge(new Bar(Figure, ratio, IsMost: true), context.Report) ?? false;
    }

    private static async Task SettleAsync(ServerKind kind, int process)
    {
        if (kind == ServerKind.ZooKeeperInMemory)
        {
            var start = new ProcessStartInfo("jcmd", [process.ToString(CultureInfo.InvariantCulture), "GC.run"])
            {
                RedirectStandardOutput = true,
            };
            using Process collection =
                Process.Start(start) ?? throw new InvalidOperationException("jcmd did not start.");
            await collection.WaitForExitAsync();
        }

        await Task.Delay(TimeSpan.FromSeconds(3));
    }

    private static string Line(string server, string when, long bytes) => string.Format(
        CultureInfo.InvariantCulture, "{0,-24} {1,-20} {2,12:N0} KiB", server, when, bytes / 1024);
}
