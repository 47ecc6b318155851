using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Tests.Testing;

public sealed class SimulationTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_same_seed_gives_the_same_digest_and_another_seed_another()
    {
        SimulationReport first = await Simulation.RunAsync(7, RaceAsync);
        SimulationReport again = await Simulation.RunAsync(7, RaceAsync);
        SimulationReport other = await Simulation.RunAsync(8, RaceAsync);

        Assert.Equal(first, again);
        Assert.NotEqual(first.Digest, other.Digest);
    }

    [Fact]
    public async Task Items_of_one_time_run_in_every_order_that_a_seed_can_draw()
    {
        var orders = new HashSet<string>();
        await Simulation.SweepAsync(200, async simulation =>
        {
            string order = "";
            foreach (string name in new[] { "a", "b", "c" })
                simulation.Spawn(name, _ => { order += name; return Task.CompletedTask; });
            await simulation.RunUntilQuietAsync();
            lock (orders)
                orders.Add(order);
        });

        Assert.Equal(6, orders.Count);
    }

    [Fact]
    public async Task A_day_of_virtual_time_passes_and_every_clock_shows_it()
    {
        TimeSpan waited = TimeSpan.FromHours(5);

        SimulationReport report = await Simulation.RunAsync(1, async simulation =>
        {
            long before = simulation.TimeProvider.GetTimestamp();
            DateTimeOffset then = simulation.TimeProvider.GetUtcNow();
            await simulation.TimeProvider.DelayAsync(waited);
            Assert.Equal(waited, simulation.TimeProvider.GetElapsedTime(before));
            Assert.Equal(waited, simulation.TimeProvider.GetUtcNow() - then);
        });

        Assert.Equal(waited, report.VirtualTime);
    }

    [Fact]
    public Task A_pause_holds_items_back_and_then_lets_them_all_come_at_once() =>
        Simulation.RunAsync(1, async simulation =>
    {
        var beats = new List<TimeSpan>();
        SimulatedProcess process = simulation.Spawn("a", async a =>
        {
            while (beats.Count < 10)
            {
                await a.TimeProvider.DelayAsync(Second);
                beats.Add(simulation.Elapsed);
            }
        });

        await simulation.TimeProvider.DelayAsync(2.5 * Second);
        process.Pause(5 * Second);
        await simulation.RunUntilQuietAsync();

        Assert.Equal([1 * Second, 2 * Second, 7.5 * Second, 8.5 * Second], beats.Take(4));
    });

    [Fact]
    public Task A_crashed_process_does_nothing_more_and_is_not_waited_for() =>
        Simulation.RunAsync(1, async simulation =>
    {
        int beats = 0;
        SimulatedProcess process = simulation.Spawn("a", async a =>
        {
            while (true)
            {
                await a.TimeProvider.DelayAsync(Second);
                beats++;
            }
        });

        await simulation.TimeProvider.DelayAsync(3.5 * Second);
        process.Crash();
        await simulation.RunUntilQuietAsync();
        await simulation.TimeProvider.DelayAsync(10 * Second);

        Assert.Equal(3, beats);
        Assert.True(process.IsCrashed);
    });

    [Fact]
    public async Task A_failure_tells_the_seed_the_last_events_and_how_to_replay_it()
    {
        var failure = await FailAsync(4711, async simulation =>
        {
            simulation.Spawn("a", async a =>
            {
                for (int i = 0; i < 60; i++)
                {
                    a.Log($"step {i}");
                    await a.TimeProvider.DelayAsync(Second);
                }

                throw new InvalidOperationException("no more");
            });
            await simulation.RunUntilQuietAsync();
        });

        Assert.Equal(4711ul, failure.Seed);
        Assert.Equal(50, failure.Events.Count);
        Assert.Equal("step 59", failure.Events[^1].What);
        Assert.Equal("Process 'a' threw InvalidOperationException: no more", failure.Reason);
        Assert.Contains("COORDINATION_SEED=4711", failure.Message);
        Assert.IsType<InvalidOperationException>(failure.InnerException);
    }

    [Fact]
    public async Task What_waits_for_nothing_that_can_come_is_named()
    {
        var failure = await FailAsync(1, async simulation =>
        {
            simulation.Spawn("sleeper", a => new Completion<bool>(a.TimeProvider).Task.AsTask());
            simulation.Spawn("worker", a => a.TimeProvider.DelayAsync(Second).AsTask());
            await simulation.RunUntilQuietAsync();
        });

        Assert.Contains("unfinished are: the body of 'sleeper'", failure.Reason);
        Assert.DoesNotContain("worker", failure.Reason);
    }

    [Fact]
    public async Task What_never_ends_is_stopped_by_a_bound()
    {
        static async Task BeatForEver(Simulation simulation)
        {
            while (true)
                await simulation.TimeProvider.DelayAsync(Second);
        }

        static Task SpinForEver(Simulation simulation)
        {
            void Again() => simulation.TimeProvider.Post(Again);
            Again();
            return new Completion<bool>(simulation.TimeProvider).Task.AsTask();
        }

        var late = await Assert.ThrowsAsync<SimulationFailedException>(
            () => Simulation.RunAsync(1, BeatForEver, new SimulationOptions { VirtualTimeLimit = 100 * Second }));
        var spinning = await Assert.ThrowsAsync<SimulationFailedException>(
            () => Simulation.RunAsync(1, SpinForEver, new SimulationOptions { StepLimit = 1000 }));

        Assert.Contains("of virtual time have passed", late.Reason);
        Assert.Contains("1000 steps were made", spinning.Reason);
    }

    [Fact]
    public async Task Code_that_leaves_the_simulation_is_caught_when_it_comes_back()
    {
        var failure = await FailAsync(1, async simulation =>
        {
            await Task.Yield();
            await simulation.TimeProvider.DelayAsync(Second);
        });

        Assert.IsType<SimulationEscapedException>(failure.InnerException);
    }

    [Fact]
    public async Task A_body_that_ends_on_another_thread_is_caught_too()
    {
        var failure = await FailAsync(1, async simulation =>
        {
            simulation.Spawn("a", async _ => await Task.Yield());
            await simulation.RunUntilQuietAsync();
        });

        Assert.IsType<SimulationEscapedException>(failure.InnerException);
        Assert.Contains("'a'", failure.Reason);
    }

    [Fact]
    public async Task A_blocked_thread_is_ended_by_the_watchdog()
    {
        using var never = new ManualResetEventSlim();
        var options = new SimulationOptions { RealTimeLimit = TimeSpan.FromMilliseconds(200) };

        var failure = await FailAsync(1, simulation =>
        {
            never.Wait(TestContext.Current.CancellationToken);
            return Task.CompletedTask;
        }, options);
        never.Set();

        Assert.Contains("blocked", failure.Reason);
    }

    [Fact]
    public async Task A_sweep_reports_every_seed_in_order_and_fails_with_the_seed_that_failed()
    {
        IReadOnlyList<SimulationReport> reports = await Simulation.SweepAsync(50, RaceAsync, firstSeed: 10);
        var failure = await Assert.ThrowsAsync<SimulationFailedException>(() => Simulation.SweepAsync(50, simulation =>
            simulation.Seed == 17 ? throw new InvalidOperationException("seventeen") : Task.CompletedTask));

        Assert.Equal(Enumerable.Range(10, 50).Select(seed => (ulong)seed), reports.Select(report => report.Seed));
        Assert.Equal(17ul, failure.Seed);
    }

    [Fact]
    public async Task A_test_that_draws_from_outside_its_seed_is_found_by_a_sweep()
    {
        int runs = 0;

        var failure = await Assert.ThrowsAsync<SimulationFailedException>(() =>
            Simulation.SweepAsync(1, async simulation =>
            await simulation.TimeProvider.DelayAsync(TimeSpan.FromSeconds(Interlocked.Increment(ref runs))),
                firstSeed: 100));

        Assert.Contains("not deterministic", failure.Reason);
    }

    private static Task<SimulationFailedException> FailAsync(
        ulong seed, Func<Simulation, Task> body, SimulationOptions? options = null) =>
        Assert.ThrowsAsync<SimulationFailedException>(() => Simulation.RunAsync(seed, body, options));

    private static async Task RaceAsync(Simulation simulation)
    {
        for (int i = 0; i < 3; i++)
        {
            simulation.Spawn($"p{i}", async process =>
            {
                for (int step = 0; step < 5; step++)
                    await process.TimeProvider.DelayAsync(simulation.Random.NextTime(TimeSpan.Zero, Second));
            });
        }

        await simulation.RunUntilQuietAsync();
    }
}
