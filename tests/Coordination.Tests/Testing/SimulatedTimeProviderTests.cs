using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Tests.Testing;

public sealed class SimulatedTimeProviderTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public Task The_clock_stands_at_a_timers_due_time_while_its_callback_runs() =>
        Simulation.RunAsync(1, async simulation =>
    {
        var seen = new List<TimeSpan>();
        await using ITimer timer = simulation.TimeProvider.CreateTimer(_ =>
            seen.Add(simulation.Elapsed), null, 2 * Second, 3 * Second);

        await simulation.TimeProvider.DelayAsync(10 * Second);

        Assert.Equal([2 * Second, 5 * Second, 8 * Second], seen);
    });

    [Fact]
    public Task A_timer_armed_anew_fires_by_its_last_arming_only() => Simulation.RunAsync(1, async simulation =>
    {
        var seen = new List<TimeSpan>();
        ITimer timer = simulation.TimeProvider.CreateTimer(_ =>
            seen.Add(simulation.Elapsed), null, Second, Timeout.InfiniteTimeSpan);

        timer.Change(4 * Second, Timeout.InfiniteTimeSpan);
        await simulation.TimeProvider.DelayAsync(5 * Second);
        timer.Change(Second, Timeout.InfiniteTimeSpan);
        await timer.DisposeAsync();
        await simulation.TimeProvider.DelayAsync(5 * Second);

        Assert.Equal([4 * Second], seen);
        Assert.False(timer.Change(Second, Second));
    });

    [Fact]
    public async Task Clocks_that_run_apart_fire_no_timer_early_by_their_own_reading()
    {
        var options = new SimulationOptions { ClockDriftPpm = 20_000, WallClockOffset = TimeSpan.FromHours(3) };
        bool apart = false;

        await Simulation.SweepAsync(50, async simulation =>
        {
            for (int i = 0; i < 3; i++)
            {
                simulation.Spawn($"p{i}", async process =>
                {
                    TimeSpan time = simulation.Random.NextTime(TimeSpan.Zero, 100 * Second);
                    long before = process.TimeProvider.GetTimestamp();
                    await process.TimeProvider.DelayAsync(time);
                    TimeSpan elapsed = process.TimeProvider.GetElapsedTime(before);
                    Assert.InRange(elapsed, time, time + new TimeSpan(2));
                    apart |= Math.Abs((simulation.Elapsed - elapsed).Ticks) > 1000;
                });
            }

            await simulation.RunUntilQuietAsync();
        }, options: options);

        Assert.True(apart);
    }

    [Fact]
    public Task A_token_of_this_clock_is_cancelled_on_time() => Simulation.RunAsync(1, async simulation =>
    {
        using var source = new CancellationTokenSource(3 * Second, simulation.TimeProvider);

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => simulation.TimeProvider.DelayAsync(10 * Second, source.Token).AsTask());

        Assert.Equal(3 * Second, simulation.Elapsed);
    });
}
