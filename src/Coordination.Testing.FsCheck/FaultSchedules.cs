using FsCheck;
using FsCheck.Fluent;

namespace Coordination.Testing;

/// <summary>
/// Properties over all that may go wrong: FsCheck draws schedules of faults, and where one breaks the property it is
/// shrunk to the few faults that matter, printed as C# that plays them again.
/// </summary>
public static class FaultSchedules
{
    /// <summary>
    /// That a simulated world keeps its promises whatever the schedule: a property for <c>Check.One</c>, or to be
    /// returned from a test of FsCheck's own.
    /// </summary>
    /// <param name="body">
    /// The test of <see cref="Simulation.RunAsync"/>, which throws where a promise is broken. The schedule plays from
    /// its beginning.
    /// </param>
    /// <param name="seed">
    /// What everything but the schedule is drawn from. It is the same for all schedules, so that a smaller one differs
    /// in its faults only.
    /// </param>
    /// <param name="options">Which schedules; null for the defaults.</param>
    /// <param name="simulation">Bounds of each run; null for the defaults.</param>
    public static Property Hold(
        Func<Simulation, Task> body,
        ulong seed = 1,
        FaultScheduleOptions? options = null,
        SimulationOptions? simulation = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Prop.ForAll(Arbitrary(options), schedule => Run(body, seed, schedule, simulation));
    }

    /// <summary>Schedules and their shrinking, for properties of another form.</summary>
    public static Arbitrary<FaultSchedule> Arbitrary(FaultScheduleOptions? options = null)
    {
        options ??= new FaultScheduleOptions();
        options.Validate();
        return Arb.From(Generate(options), FaultScheduleShrinker.Shrink);
    }

    // FsCheck asks synchronously; the run has a thread of its own, and nobody else waits for this one.
    private static Property Run(
        Func<Simulation, Task> body, ulong seed, FaultSchedule schedule, SimulationOptions? options)
    {
        Task<SimulationReport> run = Simulation.RunAsync(
            seed,
            simulation =>
            {
                simulation.Play(schedule);
                return body(simulation);
            },
            options);
        try
        {
            run.GetAwaiter().GetResult();
            return true.ToProperty();
        }
        catch (SimulationFailedException broken)
        {
            return false.Label($"Seed {seed}, with simulation.Play({schedule}): {broken.Reason}");
        }
    }

    // Each schedule is of some kinds only, so that each kind is often alone.
    private static Gen<FaultSchedule> Generate(FaultScheduleOptions options) =>
        from some in Gen.SubListOf<FaultKind>([.. options.Kinds])
        let kinds = some.Count == 0 ? options.Kinds : some.ToArray()
        from count in Gen.Choose(1, options.MostFaults)
        from faults in Gen.ArrayOf(Fault(options, kinds), count)
        select new FaultSchedule(faults.OrderBy(fault => fault.At));

    private static Gen<ScheduledFault> Fault(FaultScheduleOptions options, IReadOnlyList<FaultKind> kinds) =>
        from kind in Gen.Elements<FaultKind>(kinds)
        from process in Gen.Choose(0, options.Processes - 1)
        from at in Gen.Choose(0, (int)options.Within.TotalMilliseconds)
        from time in Time(options.LongestFault)
        select new ScheduledFault(TimeSpan.FromMilliseconds(at), kind, process, time);

    // Evenly over three orders of magnitude: most are a blip, some outlast a session.
    private static Gen<TimeSpan> Time(TimeSpan longest) =>
        from thousandths in Gen.Choose(0, 3_000)
        select TimeSpan.FromMilliseconds(
            Math.Ceiling(longest.TotalMilliseconds * Math.Pow(10, -thousandths / 1_000.0)));
}
