using Coordination.Recipes.Locks;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Recipes;

/// <summary>Readers and writers, of which some go on as readers: a writer is alone, and readers are among readers.
/// </summary>
internal sealed class ReadWriteWorld(Testing.Simulation simulation)
{
    private static readonly ZPath Path = RecipeWorld.Root / "read-write";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly List<(string Process, bool IsWriter, LockLease Lease)> _held = [];

    public static Task RunAsync(Testing.Simulation simulation)
    {
        var world = new ReadWriteWorld(simulation);
        return new RecipeWorld(simulation).RunAsync(world.ContendAsync, static () => { });
    }

    private async Task ContendAsync(SimulatedProcess process, SeededRandom random)
    {
        ReadWriteLock both = process.Client.ReadWriteLock(Path);
        for (int attempt = 0; attempt < 6; attempt++)
        {
            await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, Second));
            bool writes = random.Chance(0.5);
            using CancellationTokenSource sometime = random.Chance(0.7)
                ? new CancellationTokenSource() : RecipeWorld.CancelSometime(process, random);
            try
            {
                await using LockLease lease = writes
                    ? await both.AcquireWriteAsync(sometime.Token) : await both.AcquireReadAsync(sometime.Token);
                Begin(process, writes, lease);
                await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, 2 * Second));
                if (writes && random.Chance(0.5))
                    await DowngradeAsync(process, both, lease);
                await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, 2 * Second));
                _held.RemoveAll(entry => entry.Lease == lease);
            }
            catch (OperationCanceledException)
            {
            }
        }
    }

    private async Task DowngradeAsync(SimulatedProcess process, ReadWriteLock both, LockLease lease)
    {
        _held.RemoveAll(entry => entry.Lease == lease);
        if (!lease.IsHeld)
            return;
        Begin(process, isWriter: false, lease);
        try
        {
            await both.DowngradeAsync(lease);
        }
        catch (CoordinationException)
        {
            // It is a writer still, or lost.
        }
    }

    private void Begin(SimulatedProcess process, bool isWriter, LockLease lease)
    {
        _held.RemoveAll(entry => !entry.Lease.IsHeld);
        if (!lease.IsHeld)
            return;
        foreach ((string other, bool writes, LockLease _) in _held.Where(entry => entry.IsWriter || isWriter))
            simulation.Fail($"{process} {Does(isWriter)} while {other} {Does(writes)}.");
        _held.Add((process.Name, isWriter, lease));
    }

    private static string Does(bool writes) => writes ? "writes" : "reads";
}
