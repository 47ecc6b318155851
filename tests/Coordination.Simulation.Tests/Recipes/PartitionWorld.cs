using Coordination.Recipes.Partitioning;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Recipes;

/// <summary>
/// Members come, go, are cut off and fail, and share shards whatever happens: never two who work on one shard, tokens
/// that grow, and in peace every shard has an owner and nobody two more than another.
/// </summary>
internal sealed class PartitionWorld(Testing.Simulation simulation)
{
    private static readonly ZPath Path = RecipeWorld.Root / "partition";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly int _shardCount = simulation.Random.Next(1, 9);
    private readonly Dictionary<SimulatedProcess, List<ShardLease>> _owned = [];

    public static Task RunAsync(Testing.Simulation simulation)
    {
        var frame = new RecipeWorld(simulation);
        var world = new PartitionWorld(simulation);
        return frame.RunAsync(
            (process, random) => world.TakePartAsync(frame, process, random), () => simulation.Check.MutualExclusion());
    }

    private async Task TakePartAsync(RecipeWorld frame, SimulatedProcess process, SeededRandom random)
    {
        while (!frame.IsPeace)
        {
            using var sometime = new CancellationTokenSource();
            Task visit = RunAsync(process, random, sometime.Token);
            for (int leftS = random.Next(1, 60); leftS > 0 && !frame.IsPeace; leftS--)
                await process.TimeProvider.DelayAsync(Second);
            sometime.Cancel();
            await visit;
            await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, Second));
        }

        using var end = new CancellationTokenSource();
        Task running = RunAsync(process, random, end.Token);
        await process.TimeProvider.DelayAsync(180 * Second);
        CheckShares(process);
        await process.TimeProvider.DelayAsync(60 * Second);
        end.Cancel();
        await running;
    }

    private async Task RunAsync(SimulatedProcess process, SeededRandom random, CancellationToken end)
    {
        Partitions partitions =
            process.Client.Partitions(Path, _shardCount, new PartitionOptions { Id = process.Name });
        try
        {
            await partitions.RunAsync((lease, ends) => WorkAsync(process, random, lease, ends), end);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task WorkAsync(
        SimulatedProcess process, SeededRandom random, ShardLease lease, CancellationToken ends)
    {
        // Work that has failed is begun again under the same lease.
        List<ShardLease> owned = _owned.TryGetValue(process, out List<ShardLease>? known)
            ? known : _owned[process] = [];
        if (!owned.Contains(lease))
        {
            owned.Add(lease);
            simulation.History.Hold(process.Name, $"shard {lease.Shard}", lease);
        }

        try
        {
            await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, 30 * Second), ends);
            if (random.Chance(0.3))
                throw new InvalidOperationException("The work has failed.");
            await process.TimeProvider.DelayAsync(TimeSpan.FromHours(1), ends);
        }
        catch (OperationCanceledException)
        {
            // It takes its time to end.
            await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, 2 * Second), CancellationToken.None);
        }
    }

    private void CheckShares(SimulatedProcess process)
    {
        int[] counts =
        [
            .. _owned.Where(entry => !entry.Key.IsCrashed)
                .Select(entry => entry.Value.Count(static lease => lease.IsHeld)),
        ];
        if (counts.Sum() != _shardCount || counts.Max() - counts.Min() > 1)
            simulation.Fail($"In peace {process} sees {string.Join(", ", counts)} of {_shardCount} shards owned.");
    }
}
