using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Tests.Testing;

public sealed class RestartTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // The session outlives the crash by far.
    private static CoordinationClientOptions Patient(SessionTicket? ticket = null) =>
        new() { SessionTimeout = 40 * Second, Resume = ticket };

    [Fact]
    public Task A_crashed_process_comes_up_again_with_its_clock_and_none_of_its_memory() => Simulation.RunAsync(
        1,
        async simulation =>
        {
            SimulatedProcess first = simulation.Spawn("a", process => process.TimeProvider.DelayAsync(Second).AsTask());
            long before = first.TimeProvider.GetTimestamp();
            DateTimeOffset then = first.TimeProvider.GetUtcNow();
            first.JumpWallClock(TimeSpan.FromHours(1));
            first.Crash();
            await simulation.TimeProvider.DelayAsync(10 * Second);

            SimulatedProcess second = simulation.Restart(first, _ => Task.CompletedTask);
            SimulatedProcess third = simulation.Restart(await CrashedAsync(second), _ => Task.CompletedTask);
            await third.Ended;

            Assert.Equal(("a/2", "a/3"), (second.Name, third.Name));
            Assert.NotSame(first.TimeProvider, second.TimeProvider);
            AssertNear(10 * Second, second.TimeProvider.GetElapsedTime(before));
            AssertNear((10 * Second) + TimeSpan.FromHours(1), second.TimeProvider.GetUtcNow() - then);
        },
        new SimulationOptions { ClockDriftPpm = 10_000, WallClockOffset = TimeSpan.FromDays(1) });

    [Fact]
    public Task With_its_ticket_it_takes_its_session_up_and_without_it_opens_another() =>
        Simulation.RunAsync(1, async simulation =>
    {
        SimulatedEnsemble ensemble = simulation.InMemory();
        SessionTicket ticket = default;
        SimulatedProcess first = simulation.Spawn(
            "a",
            async process =>
            {
                await process.Client.CreateAsync("/mine", mode: CreateMode.Ephemeral);
                ticket = process.Client.Session.Ticket;
                await process.TimeProvider.DelayAsync(TimeSpan.FromHours(1));
            },
            Patient());
        await simulation.TimeProvider.DelayAsync(Second);
        first.Crash();
        await simulation.TimeProvider.DelayAsync(Second);

        SimulatedProcess heir = simulation.Restart(first, OwnsAsync, Patient(ticket));
        await heir.Ended;
        SimulatedProcess stranger = simulation.Restart(
            first, async process => Assert.NotEqual(ticket.Id, process.Client.Session.Id), Patient());
        await stranger.Ended;
        await simulation.TimeProvider.DelayAsync(Second);

        Assert.Equal(0, ensemble.SessionCount); // Both closed theirs, the heir's being the one of the first.

        async Task OwnsAsync(SimulatedProcess process)
        {
            Stat? mine = await process.Client.ExistsAsync("/mine");
            Assert.Equal(process.Client.Session.Id, mine?.EphemeralOwner);
            Assert.Equal(ticket.Id, process.Client.Session.Id);
        }
    });

    [Fact]
    public Task What_has_not_crashed_cannot_be_started_again() => Simulation.RunAsync(1, async simulation =>
    {
        SimulatedProcess process = simulation.Spawn("a", _ => Task.CompletedTask);
        await process.Ended;

        Assert.Throws<InvalidOperationException>(() => simulation.Restart(process, _ => Task.CompletedTask));
    });

    [Fact]
    public Task A_jump_of_the_wall_clock_moves_no_timer() => Simulation.RunAsync(1, async simulation =>
    {
        SimulatedProcess process = simulation.Spawn("a", async a =>
        {
            await a.TimeProvider.DelayAsync(10 * Second);
        });
        await simulation.TimeProvider.DelayAsync(Second);
        DateTimeOffset before = process.TimeProvider.GetUtcNow();
        process.JumpWallClock(-TimeSpan.FromHours(2));

        Assert.Equal(-TimeSpan.FromHours(2), process.TimeProvider.GetUtcNow() - before);
        await process.Ended;
        Assert.Equal(10 * Second, simulation.Elapsed);
    });

    private static async Task<SimulatedProcess> CrashedAsync(SimulatedProcess process)
    {
        process.Crash();
        await process.Ended;
        return process;
    }

    private static void AssertNear(TimeSpan expected, TimeSpan actual) =>
        Assert.InRange(actual, expected * 0.98, expected * 1.02);
}
