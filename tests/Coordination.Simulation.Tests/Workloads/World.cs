using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Workloads;

/// <summary>
/// What one seed runs: workers that do whatever clients do, watchers that follow it, and faults on all of them; then
/// peace, and every promise is checked.
/// </summary>
internal static class World
{
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(3);

    public static async Task RunAsync(Testing.Simulation simulation)
    {
        SeededRandom random = simulation.Random;
        Faults faults = random.Chance(0.5) ? Faults.Harsh : Faults.Default;
        simulation.InMemory(faults, remembersAnswers: random.Chance(0.75));
        int steps = random.Next(10, 40);

        SimulatedProcess setup = simulation.Spawn("setup", SetUpAsync);
        await setup.Ended;
        SimulatedProcess[] watchers =
        [
            .. Enumerable.Range(0, 2)
                .Select(i => simulation.Spawn($"watcher{i}", Watcher.FollowAsync, Options(random))),
        ];
        SimulatedProcess[] workers =
        [
            .. Enumerable.Range(0, random.Next(2, 5)).Select(i =>
                simulation.Spawn($"worker{i}", process => new Worker(process, steps).RunAsync(), Options(random))),
        ];
        if (random.Chance(0.3))
            _ = CrashLaterAsync(simulation, workers[random.Next(workers.Length)]);

        bool areSessionsEnded = random.Chance(0.2);
        if (areSessionsEnded)
            _ = EndSessionsAsync(simulation, workers);

        await Task.WhenAll(workers.Select(worker => worker.Ended));
        simulation.StopFaults();
        await simulation.TimeProvider.DelayAsync(Settling);

        if (!areSessionsEnded) // Who takes a session over and closes it ends what it holds before its client can know.
            simulation.Check.MutualExclusion();
        simulation.Check.Linearizable(Models.Register);
        simulation.Check.Linearizable(Models.Counter);
        simulation.Check.ZooKeeperOrder();
        simulation.Check.WatchStreams();
        Assert.True(watchers.All(watcher => watcher.Client.State == ConnectionState.Connected));
        Assert.Equal(watchers.Length, simulation.Ensemble!.SessionCount); // Not null: it was started above.
    }

    private static async Task SetUpAsync(SimulatedProcess process)
    {
        ZPath[] paths = [Worker.Lock, Worker.Counter, Worker.Queue, Worker.Ephemerals, Worker.Registers];
        for (int done = 0; done < paths.Length;)
        {
            try
            {
                await process.Client.EnsurePathAsync(paths[done]);
                done++;
            }
            catch (Exception error) when (error is SessionExpiredException or OutcomeUnknownException)
            {
                // It is done again, by the next session or in this one.
            }
        }
    }

    private static CoordinationClientOptions Options(SeededRandom random) =>
        new() { SessionTimeout = random.NextTime(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15)) };

    private static async Task EndSessionsAsync(Testing.Simulation simulation, SimulatedProcess[] workers)
    {
        while (true)
        {
            await simulation.TimeProvider.DelayAsync(
                simulation.Random.NextTime(TimeSpan.Zero, TimeSpan.FromSeconds(20)));
            SimulatedProcess worker = workers[simulation.Random.Next(workers.Length)];
            if (!worker.HasEnded && !worker.IsCrashed)
                worker.Transport.ExpireSession();
        }
    }

    private static async Task CrashLaterAsync(Testing.Simulation simulation, SimulatedProcess process)
    {
        await simulation.TimeProvider.DelayAsync(simulation.Random.NextTime(TimeSpan.Zero, TimeSpan.FromSeconds(30)));
        process.Crash();
    }
}
