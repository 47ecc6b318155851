using Coordination.Load.Measuring;
using Coordination.Load.Raw;
using Coordination.Load.Servers;

namespace Coordination.Load.Generators;

/// <summary>The lean generator: see <see cref="RawLoop"/>.</summary>
internal static class RawGenerator
{
    public static async Task<LoadResult> RunAsync(LoadServer server, LoadPlan plan)
    {
        var window = new LoadWindow(plan.WarmUp, plan.Measured);
        var tally = new LoadTally(window);
        IRawWorkload workload = plan.Operation switch
        {
            LoadOperation.Sessions => new SessionWorkload(server.EndPoint, plan, tally),
            LoadOperation.Events => new WatchWorkload(server.EndPoint, plan, tally),
            _ => new RequestWorkload(server.EndPoint, plan, tally),
        };
        using var loop = new RawLoop(workload, window);
        workload.Start(loop);
        window.Start();
        var cpu = new CpuMeter(server.ProcessId, Environment.ProcessId);
        await Task.WhenAll(loop.RunAsync(), cpu.MeasureAsync(window));
        return new LoadResult(plan, tally, cpu);
    }
}
