using System.Diagnostics;
using Coordination.Load.Measuring;
using Coordination.Load.Servers;

namespace Coordination.Load.Generators;

/// <summary>
/// Our own client, as an application uses it: one for each connection, and so many callers of each who wait for one
/// answer at a time.
/// </summary>
internal sealed class OursGenerator
{
    private readonly LoadPlan _plan;
    private readonly LoadWindow _window;
    private readonly ThreadLocal<LoadTally> _tallies;
    private readonly byte[] _data;
    private readonly ZPath[] _znodes;

    private OursGenerator(LoadPlan plan)
    {
        _plan = plan;
        _window = new LoadWindow(plan.WarmUp, plan.Measured);
        _tallies = new ThreadLocal<LoadTally>(() => new LoadTally(_window), trackAllValues: true);
        _data = new byte[plan.DataLength];
        _znodes = [.. Enumerable.Range(0, plan.Znodes).Select(plan.Znode)];
    }

    public static async Task<LoadResult> RunAsync(LoadServer server, LoadPlan plan)
    {
        if (plan.Operation is LoadOperation.Sessions or LoadOperation.Events || plan.Rate > 0)
            throw new UsageException($"Only the raw client makes {plan.Operation}, or a load at a rate.");

        var generator = new OursGenerator(plan);
        var clients = new List<CoordinationClient>();
        try
        {
            for (int i = 0; i < plan.Connections; i++)
                clients.Add(await CoordinationClient.ConnectAsync(Generator.TransportTo(server.EndPoint)));
            return await generator.RunAsync(server, clients);
        }
        finally
        {
            await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
        }
    }

    private async Task<LoadResult> RunAsync(LoadServer server, IReadOnlyList<CoordinationClient> clients)
    {
        var cpu = new CpuMeter(server.ProcessId, Environment.ProcessId);
        _window.Start();
        IEnumerable<Task> callers =
            from client in clients.Index()
            from caller in Enumerable.Range(0, _plan.Depth)
            select CallAsync(client.Item, _plan.Parent(client.Index), (client.Index * _plan.Depth) + caller);
        await Task.WhenAll([cpu.MeasureAsync(_window), .. callers]);

        var tally = new LoadTally(_window);
        foreach (LoadTally part in _tallies.Values)
            tally.Add(part);
        return new LoadResult(_plan, tally, cpu);
    }

    private async Task CallAsync(CoordinationClient client, ZPath parent, int caller)
    {
        var random = new Random(caller);
        for (int call = 0; !_window.IsOver; call++)
        {
            long sentAt = Stopwatch.GetTimestamp();
            try
            {
                await CallOnceAsync(client, random, parent, (long)caller * int.MaxValue + call);
                _tallies.Value!.Record(sentAt, Stopwatch.GetTimestamp()); // Not null: its factory makes one.
            }
            catch (CoordinationException error)
            {
                _tallies.Value!.Fail(error.Message); // As above.
            }
        }
    }

    private async ValueTask CallOnceAsync(CoordinationClient client, Random random, ZPath parent, long name)
    {
        ZPath znode = _znodes[random.Next(_znodes.Length)];
        switch (_plan.Operation)
        {
            case LoadOperation.Create:
                await client.CreateAsync(parent / $"{name:D18}", _data);
                break;
            case LoadOperation.Exists:
                await client.ExistsAsync(znode);
                break;
            case LoadOperation.Set:
            case LoadOperation.Mix when random.Next(100) >= _plan.ReadPercent:
                await client.SetAsync(znode, _data);
                break;
            default:
                await client.GetAsync(znode);
                break;
        }
    }
}
