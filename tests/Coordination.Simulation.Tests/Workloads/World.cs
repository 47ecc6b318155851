using System.Globalization;
using Coordination.Ensemble;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Workloads;

/// <summary>
/// What one seed runs: workers that do whatever clients do, watchers that follow it, and faults on all of them; then
/// peace, and every promise is checked.
/// </summary>
internal static class World
{
    /// <summary>
    /// How far clocks may run apart where nobody is to be wronged: a client holds its session to be proven for 0.9 of
    /// the time-out, and (1 − d) / (1 + d) is above 0.9 up to d = 5.2 %.
    /// </summary>
    private const int ClockDriftPpm = 50_000;

    // To see all of a failed run, not only its end.
    private const string EventsToldVariable = "COORDINATION_EVENTS_TOLD";

    private static readonly TimeSpan MostSettling = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Connections break while the one before is still being recovered from, and what was sent on them is late.
    /// </summary>
    private static Faults Flapping => new()
    {
        IsSwarm = true,
        LoseAnswer = 0.03,
        Disconnect = 0.03,
        Silence = 0.1,
        SlowMessage = 0.2,
        LateRequests = 0.4,
        AnswerAtOnce = 0.2,
    };

    public static SimulationOptions Options => new()
    {
        EventsTold = int.Parse(
            Environment.GetEnvironmentVariable(EventsToldVariable) ?? "50", CultureInfo.InvariantCulture),
        ClockDriftPpm = ClockDriftPpm,
        WallClockOffset = TimeSpan.FromDays(1),
    };

    public static async Task RunAsync(Testing.Simulation simulation)
    {
        SeededRandom random = simulation.Random;
        Faults faults = random.Next(3) switch
        {
            0 => Faults.Default,
            1 => Faults.Harsh,
            _ => Flapping,
        };
        faults.ClockJumpsPerMinute = 1;
        simulation.InMemory(faults, EnsembleOptions(random), remembersAnswers: random.Chance(0.75));
        int steps = random.Next(10, 40);
        bool areSessionsEnded = random.Chance(0.2);

        SimulatedProcess setup = simulation.Spawn("setup", SetUpAsync);
        await setup.Ended;
        SimulatedProcess[] watchers =
        [
            .. Enumerable.Range(0, 2)
                .Select(i => simulation.Spawn($"watcher{i}", Watcher.FollowAsync, ClientOptions(random))),
        ];
        SimulatedProcess[] workers =
        [
            .. Enumerable.Range(0, random.Next(2, 5)).Select(i =>
                simulation.Spawn($"worker{i}", WorkAsync, ClientOptions(random))),
        ];
        Task crashes = random.Chance(0.3)
            ? CrashLaterAsync(simulation, workers[random.Next(workers.Length)], WorkAsync)
            : Task.CompletedTask;
        if (areSessionsEnded)
            _ = EndSessionsAsync(simulation, workers);

        await Task.WhenAll(workers.Select(worker => worker.Ended));
        await crashes;
        simulation.StopFaults();
        await SettleAsync(simulation, watchers);

        if (!areSessionsEnded) // Who takes a session over and closes it ends what it holds before its client can know.
            simulation.Check.MutualExclusion();
        simulation.Check.Linearizable(Models.Register);
        simulation.Check.Linearizable(Models.Counter);
        simulation.Check.ZooKeeperOrder();
        simulation.Check.WatchStreams();
        Assert.True(watchers.All(watcher => watcher.Client.State == ConnectionState.Connected));
        Assert.Equal(watchers.Length, simulation.Ensemble!.SessionCount); // Not null: it was started above.

        Task WorkAsync(SimulatedProcess process) => new Worker(process, steps, areSessionsEnded).RunAsync();
    }

    // At rest is a world in which all sessions are those of connected clients, and still are a while later. A process
    // that is paused does not know how it stands.
    private static async Task SettleAsync(Testing.Simulation simulation, SimulatedProcess[] living)
    {
        TimeSpan latest = simulation.Elapsed + MostSettling;
        bool wasAtRest = false;
        while (simulation.Elapsed < latest)
        {
            await simulation.TimeProvider.DelayAsync(Rest);
            // Not null: it was started before anything else.
            bool isAtRest = simulation.Ensemble!.SessionCount == living.Length
                && living.All(process => !process.IsPaused && process.Client.State == ConnectionState.Connected);
            if (isAtRest && wasAtRest)
                return;
            wasAtRest = isAtRest;
        }
    }

    private static async Task SetUpAsync(SimulatedProcess process)
    {
        ZPath[] paths =
        [
            Worker.Lock, Worker.Counter, Worker.Queue, Worker.Ephemerals, Worker.Registers, Worker.Fleeting,
            Worker.Tenants,
        ];
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

    // Some have room for so little that whoever asks for more at a time waits for its turn.
    private static CoordinationClientOptions ClientOptions(SeededRandom random) => new()
    {
        SessionTimeout = random.NextTime(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15)),
        MaxOutstandingRequests = random.Chance(0.3) ? random.Next(1, 6) : 1_000,
    };

    private static EnsembleOptions EnsembleOptions(SeededRandom random)
    {
        var options = new EnsembleOptions
        {
            ReapInterval = random.NextTime(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)),
        };
        if (random.Chance(0.3))
            options.Limits.Outstanding = random.Next(1, 6);
        return options;
    }

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

    // Some come up again, some of these with the ticket of their session.
    private static async Task CrashLaterAsync(
        Testing.Simulation simulation, SimulatedProcess process, Func<SimulatedProcess, Task> again)
    {
        SeededRandom random = simulation.Random;
        await simulation.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, TimeSpan.FromSeconds(30)));
        if (process.HasEnded)
            return;
        CoordinationClientOptions options = ClientOptions(random);
        if (process.HasClient && random.Chance(0.5))
            options.Resume = process.Client.Session.Ticket;
        process.Crash();
        if (random.Chance(0.3))
            return;

        await simulation.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, TimeSpan.FromSeconds(20)));
        await simulation.Restart(process, again, options).Ended;
    }
}
