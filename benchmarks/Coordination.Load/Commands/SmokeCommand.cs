using Coordination.Load.Generators;
using Coordination.Load.Measuring;
using Coordination.Load.Reporting;
using Coordination.Load.Servers;

namespace Coordination.Load.Commands;

/// <summary><c>smoke</c>: every load on a server of ours, each as briefly as told, so that none of them rots.</summary>
internal static class SmokeCommand
{
    private static readonly (GeneratorKind Client, LoadPlan Plan)[] Loads =
    [
        .. from client in (GeneratorKind[])[GeneratorKind.Raw, GeneratorKind.Ours]
           from operation in Enum.GetValues<LoadOperation>()
           where client == GeneratorKind.Raw || operation is not (LoadOperation.Sessions or LoadOperation.Events)
           select (client, new LoadPlan { Operation = operation, Connections = 4, Depth = 5, Znodes = 10 }),
        (GeneratorKind.Raw, new LoadPlan { Operation = LoadOperation.Mix, Connections = 4, Znodes = 10, Rate = 200 }),
        (GeneratorKind.Raw, new LoadPlan { Operation = LoadOperation.Sessions, Connections = 4, Rate = 200 }),
    ];

    public static async Task<int> RunAsync(Flags flags)
    {
        TimeSpan seconds = flags.Seconds("--seconds", 1);
        flags.RejectUnknown();
        var report = new Report(Console.Out);
        await using LoadServer server = await LoadServer.StartAsync(ServerKind.Ours, new ServerOptions());
        bool isGood = true;
        foreach ((GeneratorKind client, LoadPlan plan) in Loads)
        {
            LoadPlan brief = plan with { WarmUp = seconds / 10, Measured = seconds };
            LoadResult result = await Generator.RunAsync(client, server, brief);
            report.Row($"{plan.Operation}", $"{client}", server.Name, result);
            isGood &= result.Tally.Errors == 0 && result.Operations > 0;
        }

        return isGood ? 0 : 1;
    }
}
