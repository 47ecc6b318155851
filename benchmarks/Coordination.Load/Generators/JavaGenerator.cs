using System.Diagnostics;
using System.Globalization;
using Coordination.Load.Measuring;
using Coordination.Load.Servers;

namespace Coordination.Load.Generators;

/// <summary>
/// Apache ZooKeeper's own client for Java, in a process of its own that runs <c>LoadGenerator.java</c>: as many
/// requests in flight by its asynchronous calls. It says <c>begin</c> and <c>end</c> of the measured window on lines
/// of their own, then <c>slice N</c> for each second, <c>latency BUCKET N</c> and <c>error TEXT</c>.
/// </summary>
internal static class JavaGenerator
{
    private const string Source = "LoadGenerator.java";

    public static async Task<LoadResult> RunAsync(LoadServer server, LoadPlan plan)
    {
        if (plan.Operation is LoadOperation.Sessions or LoadOperation.Events || plan.Rate > 0)
            throw new UsageException($"Only the raw client makes {plan.Operation}, or a load at a rate.");

        ZooKeeperInstallation.Require();
        var start = new ProcessStartInfo("java", Arguments(server, plan))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process = Children.Start(start);
        try
        {
            return await FollowAsync(process, server, plan);
        }
        finally
        {
            await Children.EndAsync(process);
        }
    }

    private static async Task<LoadResult> FollowAsync(Process process, LoadServer server, LoadPlan plan)
    {
        Task<string> errors = process.StandardError.ReadToEndAsync();
        var cpu = new CpuMeter(server.ProcessId, process.Id);
        var tally = new LoadTally(new LoadWindow(plan.WarmUp, plan.Measured));
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            Take(line.Split(' ', 3), cpu, tally);
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? new LoadResult(plan, tally, cpu)
            : throw new InvalidOperationException($"The Java client ended with {process.ExitCode}: {await errors}");
    }

    private static IEnumerable<string> Arguments(LoadServer server, LoadPlan plan) =>
    [
        "-cp", ZooKeeperInstallation.ClassPath, Path.Combine(AppContext.BaseDirectory, "Generators", Source),
        server.EndPoint.ToString(),
        plan.Operation.ToString(),
        Number(plan.Connections),
        Number(plan.Depth),
        Number(plan.DataLength),
        Number(plan.Znodes),
        Number(plan.ReadPercent),
        plan.Root.Value,
        plan.Parent(0).Name.ToString(),
        Number((int)plan.WarmUp.TotalMilliseconds),
        Number((int)plan.Measured.TotalMilliseconds),
    ];

    private static void Take(string[] words, CpuMeter cpu, LoadTally tally)
    {
        switch (words)
        {
            case ["begin"]:
                cpu.Begin();
                break;
            case ["end"]:
                cpu.End();
                break;
            case ["slice", var index, var count]:
                tally.AddSlice(int.Parse(index, CultureInfo.InvariantCulture), Long(count));
                break;
            case ["latency", var bucket, var count]:
                tally.Latency.AddBucket(int.Parse(bucket, CultureInfo.InvariantCulture), Long(count));
                break;
            case ["error", ..]:
                tally.Fail(string.Join(' ', words[1..]));
                break;
            default:
                throw new InvalidOperationException($"The Java client said: {string.Join(' ', words)}");
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
