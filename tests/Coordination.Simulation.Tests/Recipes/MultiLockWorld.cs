using Coordination.Recipes.Locks;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Recipes;

/// <summary>Contenders want several of three mutexes at a time, named in any order: all or none, and no deadlock.
/// </summary>
internal sealed class MultiLockWorld(Testing.Simulation simulation)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static Task RunAsync(Testing.Simulation simulation)
    {
        var world = new MultiLockWorld(simulation);
        return new RecipeWorld(simulation).RunAsync(world.ContendAsync, () => simulation.Check.MutualExclusion());
    }

    private async Task ContendAsync(SimulatedProcess process, SeededRandom random)
    {
        for (int attempt = 0; attempt < 4; attempt++)
        {
            await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, Second));
            MultiLock locks = process.Client.MultiLock(DrawPaths(random));
            MultiLease? lease = random.Next(4) switch
            {
                0 => await locks.TryAcquireAsync(random.NextTime(TimeSpan.Zero, 10 * Second)),
                1 => await locks.TryAcquireAsync(),
                _ => await locks.AcquireAsync(),
            };
            if (lease is null)
                continue;
            await using (lease)
                await HoldAsync(process, random, lease);
        }
    }

    private async Task HoldAsync(SimulatedProcess process, SeededRandom random, MultiLease lease)
    {
        Holding[] holdings =
        [
            .. lease.Leases.Select(one => simulation.History.Hold(
                process.Name, one.Path.Parent.Value, one.FencingToken, () => lease.IsHeld)),
        ];

        // What was granted together stands and falls together.
        bool[] areHeld = [.. lease.Leases.Select(one => one.IsHeld)];
        if (areHeld.Distinct().Count() > 1)
            simulation.Fail($"{process} was given {areHeld.Count(held => held)} of {areHeld.Length} locks.");
        await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, 4 * Second));
        foreach (Holding holding in holdings)
            holding.Dispose();
    }

    private static ZPath[] DrawPaths(SeededRandom random)
    {
        int[] all = [0, 1, 2];
        random.Shuffle(all);
        return [.. all.Take(random.Next(1, 4)).Select(number => RecipeWorld.Root / $"multi{number}")];
    }
}
