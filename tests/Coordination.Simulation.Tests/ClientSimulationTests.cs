using Coordination.Simulation.Tests.Workloads;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests;

public sealed class ClientSimulationTests
{
    public static TheoryData<int> Steps => [.. Enumerable.Range(20, 30)];

    [Fact]
    public async Task Clients_under_faults_keep_every_promise()
    {
        IReadOnlyList<SimulationReport> runs =
            await Sweep.RunAsync("Clients", 100, World.RunAsync, World.Options);

        Assert.Equal(runs.Count, runs.Select(run => run.Digest).Distinct().Count());
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_digest()
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            SimulationReport first = await Testing.Simulation.RunAsync(seed, World.RunAsync, World.Options);
            SimulationReport again = await Testing.Simulation.RunAsync(seed, World.RunAsync, World.Options);
            Assert.Equal(first, again);
        }
    }

    // One transaction fires several events: a connection may break between any two of them.
    [Theory, MemberData(nameof(Steps))]
    public Task A_stream_misses_nothing_wherever_its_connection_breaks(int step) =>
        Testing.Simulation.RunAsync((ulong)step, async simulation =>
        {
            simulation.InMemory(new Faults { DisconnectAtStep = step });
            SimulatedProcess watcher = simulation.Spawn("watcher", async process =>
            {
                await foreach (
                    WatchEvent change in process.Client.WatchAsync("/", new WatchOptions { Recursive = true }))
                    process.Log(change.ToString());
            });
            SimulatedProcess writer = simulation.Spawn("writer", WriteAsync);

            await writer.Ended;
            await simulation.TimeProvider.DelayAsync(TimeSpan.FromMinutes(1));

            simulation.Check.ZooKeeperOrder();
            simulation.Check.WatchStreams();
            Assert.False(watcher.HasEnded);
        }, World.Options);

    private static async Task WriteAsync(SimulatedProcess process)
    {
        for (int i = 0; i < 20; i++)
        {
            await process.TimeProvider.DelayAsync(TimeSpan.FromSeconds(1));
            await process.Client.Transaction()
                .Create($"/a{i}").Create($"/b{i}").Create($"/b{i}/c").Set($"/a{i}", new byte[] { 1 }).CommitAsync();
        }
    }
}
