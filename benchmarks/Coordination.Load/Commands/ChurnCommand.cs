using System.Globalization;
using Coordination.Load.Generators;
using Coordination.Load.Measuring;
using Coordination.Load.Reporting;
using Coordination.Load.Servers;

namespace Coordination.Load.Commands;

/// <summary>
/// <c>churn</c>: sessions are opened and closed, as fast as it goes or at a rate, while handles, threads and memory of
/// the server are looked at. They must stay flat.
/// </summary>
internal static class ChurnCommand
{
    public static async Task<int> RunAsync(Flags flags)
    {
        TimeSpan time = flags.Time("--minutes", 1, TimeSpan.FromMinutes);
        TimeSpan every = flags.Seconds("--every", 10);
        var plan = new LoadPlan
        {
            Operation = LoadOperation.Sessions,
            Connections = flags.Number("--connections", 50),
            Rate = flags.Number("--rate", 0),
            WarmUp = TimeSpan.FromMilliseconds(1),
            Measured = time,
        };
        string name = flags.Text("--server") ?? "ours";
        ServerOptions options = CommonFlags.Servers(flags);
        flags.RejectUnknown();

        var report = new Report(Console.Out);
        await using LoadServer server = await CommonFlags.ServerAsync(name, options);
        using var over = new CancellationTokenSource();
        Task watching = WatchAsync(server, every, report, over.Token);
        LoadResult result = await Generator.RunAsync(GeneratorKind.Raw, server, plan);
        await over.CancelAsync();
        await watching;
        report.Row("churn", "Raw", server.Name, result);
        report.Json("churn", "Raw", server.Name, result);
        return result.Tally.Errors == 0 && result.Operations > 0 ? 0 : 1;
    }

    private static async Task WatchAsync(
        LoadServer server, TimeSpan every, Report report, CancellationToken cancellationToken)
    {
        if (server.ProcessId is not { } process)
            return;
        report.Say(Line("second", "handles", "threads", "memory, MiB"));
        using var timer = new PeriodicTimer(every);
        for (TimeSpan passed = TimeSpan.Zero; !cancellationToken.IsCancellationRequested; passed += every)
        {
            report.Say(Line(
                passed.TotalSeconds,
                ProcessFigures.HandlesOf(process),
                ProcessFigures.ThreadsOf(process),
                ProcessFigures.MemoryOf(process) / (1024 * 1024)));
            await NextAsync(timer, cancellationToken);
        }
    }

    private static async Task NextAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The load is over, and so is the looking.
        }
    }

    private static string Line(params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, "{0,8} {1,8} {2,8} {3,12}", values);
}
