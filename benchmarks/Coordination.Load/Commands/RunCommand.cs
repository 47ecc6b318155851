using Coordination.Load.Generators;
using Coordination.Load.Measuring;
using Coordination.Load.Reporting;
using Coordination.Load.Servers;

namespace Coordination.Load.Commands;

/// <summary><c>run</c>: one load on one or several servers, in turn.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(Flags flags)
    {
        var defaults = new LoadPlan();
        var plan = new LoadPlan
        {
            Operation = flags.Choice("--operation", LoadOperation.Get),
            Connections = flags.Number("--connections", defaults.Connections),
            Depth = flags.Number("--depth", defaults.Depth),
            DataLength = flags.Number("--size", defaults.DataLength),
            Znodes = flags.Number("--znodes", defaults.Znodes),
            ReadPercent = flags.Number("--read-percent", defaults.ReadPercent),
            Rate = flags.Number("--rate", 0),
            WarmUp = flags.Seconds("--warm-up", defaults.WarmUp.TotalSeconds),
            Measured = flags.Seconds("--seconds", defaults.Measured.TotalSeconds),
        };
        GeneratorKind client = flags.Choice("--client", GeneratorKind.Raw);
        int rounds = flags.Number("--rounds", 1);
        IReadOnlyList<string> names = flags.List("--server") is [_, ..] given ? given : ["ours"];
        ServerOptions options = CommonFlags.Servers(flags);
        flags.RejectUnknown();

        var servers = new List<LoadServer>();
        try
        {
            foreach (string name in names)
                servers.Add(await CommonFlags.ServerAsync(name, options));
            return await RunAsync(plan, client, rounds, servers);
        }
        finally
        {
            foreach (LoadServer server in servers)
                await server.DisposeAsync();
        }
    }

    private static async Task<int> RunAsync(
        LoadPlan plan, GeneratorKind client, int rounds, IReadOnlyList<LoadServer> servers)
    {
        var report = new Report(Console.Out);
        bool isGood = true;
        for (int round = 0; round < rounds; round++)
        {
            foreach (LoadServer server in servers)
            {
                LoadResult result = await Generator.RunAsync(client, server, plan.Anew());
                report.Row($"{plan.Operation}", $"{client}", server.Name, result);
                report.Json($"{plan.Operation}", $"{client}", server.Name, result);
                isGood &= result.Tally.Errors == 0 && result.Operations > 0;
            }
        }

        return isGood ? 0 : 1;
    }
}
