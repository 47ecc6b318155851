using System.Text.RegularExpressions;
using Coordination.Simulation.Tests.Workloads;
using Coordination.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Coordination.Simulation.Tests;

/// <summary>Properties over schedules of faults, as users of <c>Coordination.Testing.FsCheck</c> write them.</summary>
public sealed partial class FaultScheduleTests
{
    private static Config Schedules => Config.QuickThrowOnFailure.WithMaxTest(50 * TestScale.Factor);

    [Fact]
    public void Who_asks_its_session_holds_alone_whatever_happens() =>
        Check.One(Schedules, FaultSchedules.Hold(simulation => SharedDuty.RunAsync(simulation, asksItsSession: true)));

    // Who takes a lock for its own until it gives it back holds it past its session: one long silence is enough.
    [Fact]
    public void What_breaks_a_duty_that_nobody_asks_for_is_shrunk_to_what_matters()
    {
        Exception broken = Assert.ThrowsAny<Exception>(() => Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1_000),
            FaultSchedules.Hold(simulation => SharedDuty.RunAsync(simulation, asksItsSession: false))));

        string shrunk = broken.Message[broken.Message.IndexOf("Shrunk", StringComparison.Ordinal)..];
        Assert.InRange(Fault().Count(shrunk.Split('\n')[1]), 1, 3);
        Assert.Contains("Two hold 'duty' at a time", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_printed_breaks_it_again()
    {
        // Of the form that the test above prints.
        var schedule = new FaultSchedule([
            new(TimeSpan.FromMilliseconds(1000), FaultKind.Pause, 0, TimeSpan.FromMilliseconds(60000)),
        ]);

        await Assert.ThrowsAsync<SimulationFailedException>(() => Testing.Simulation.RunAsync(1, simulation =>
        {
            simulation.Play(schedule);
            return SharedDuty.RunAsync(simulation, asksItsSession: false);
        }));
    }

    [Fact]
    public void Every_shrink_is_smaller() => Check.One(
        Schedules,
        Prop.ForAll(FaultSchedules.Arbitrary(), schedule =>
            FaultSchedules.Arbitrary().Shrinker(schedule).All(shrunk => Size(shrunk).CompareTo(Size(schedule)) < 0)));

    [Fact]
    public Task A_schedule_without_processes_does_nothing() => Testing.Simulation.RunAsync(1, async simulation =>
    {
        simulation.Play(new FaultSchedule(
            Enum.GetValues<FaultKind>().Select(kind => new ScheduledFault(default, kind, 3, TimeSpan.FromSeconds(1)))));
        await Work.TimeProviderExtensions.DelayAsync(simulation.TimeProvider, TimeSpan.FromSeconds(2));
    });

    private static (int Faults, TimeSpan Times, int Processes) Size(FaultSchedule schedule) => (
        schedule.Faults.Count,
        schedule.Faults.Aggregate(TimeSpan.Zero, (sum, fault) => sum + fault.At + fault.Time),
        schedule.Faults.Sum(fault => fault.Process));

    [GeneratedRegex("FaultKind\\.")]
    private static partial Regex Fault();
}
