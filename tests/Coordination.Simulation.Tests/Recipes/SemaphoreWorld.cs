using Coordination.Recipes.Locks;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Recipes;

/// <summary>More flows than permits: never more holders than permits, and every permit that is free is granted.
/// </summary>
internal sealed class SemaphoreWorld(Testing.Simulation simulation)
{
    private static readonly ZPath Path = RecipeWorld.Root / "semaphore";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly int _permits = simulation.Random.Next(1, 4);
    private readonly List<LockLease> _held = [];
    private readonly List<SimulatedProcess> _waiting = [];

    public static Task RunAsync(Testing.Simulation simulation)
    {
        var world = new SemaphoreWorld(simulation);
        var frame = new RecipeWorld(simulation);
        _ = world.WatchForIdlePermitsAsync(frame);
        return frame.RunAsync(world.ContendAsync, static () => { });
    }

    // In peace, when the sessions of the dead have expired, a permit that is free goes to who waits, at once.
    private async Task WatchForIdlePermitsAsync(RecipeWorld frame)
    {
        while (!frame.IsPeace)
            await simulation.TimeProvider.DelayAsync(Second);
        await simulation.TimeProvider.DelayAsync(60 * Second);
        for (int idleS = 0; idleS < 5;)
        {
            await simulation.TimeProvider.DelayAsync(Second);
            _held.RemoveAll(lease => !lease.IsHeld);
            _waiting.RemoveAll(process => process.IsCrashed);
            idleS = _waiting.Count > 0 && _held.Count < _permits ? idleS + 1 : 0;
        }

        simulation.Fail($"{_waiting.Count} wait while {_held.Count} of {_permits} permits are out.");
    }

    private Task ContendAsync(SimulatedProcess process, SeededRandom random) =>
        Task.WhenAll(
            Enumerable.Range(0, random.Next(1, 4)).Select(flow => FlowAsync(process, random.Fork($"flow {flow}"))));

    private async Task FlowAsync(SimulatedProcess process, SeededRandom random)
    {
        LeaseSemaphore semaphore = process.Client.Semaphore(Path, _permits);
        for (int attempt = 0; attempt < 4; attempt++)
        {
            await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, Second));
            _waiting.Add(process);
            LockLease? lease = random.Chance(0.3)
                ? await semaphore.TryAcquireAsync(random.NextTime(TimeSpan.Zero, 10 * Second))
                : await semaphore.AcquireAsync();
            _waiting.Remove(process);
            if (lease is null)
                continue;
            await using (lease)
            {
                Begin(process, lease);
                TimeSpan most = random.Chance(0.2) ? 60 * Second : 5 * Second;
                await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, most));
                _held.Remove(lease);
            }
        }
    }

    private void Begin(SimulatedProcess process, LockLease lease)
    {
        _held.RemoveAll(other => !other.IsHeld);
        if (!lease.IsHeld)
            return;
        _held.Add(lease);
        if (_held.Count > _permits)
            simulation.Fail($"{process} is the holder number {_held.Count} of {_permits} permits.");
    }
}
