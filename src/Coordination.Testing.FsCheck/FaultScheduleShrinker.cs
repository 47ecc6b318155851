namespace Coordination.Testing;

/// <summary>
/// Smaller schedules that may fail too, the much smaller first: half of the faults, a quarter, … one less; then one
/// fault with smaller numbers. Everything a shrink yields is smaller by a measure that cannot fall for ever: fewer
/// faults, or as many with less time in them and lower processes.
/// </summary>
internal static class FaultScheduleShrinker
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    public static IEnumerable<FaultSchedule> Shrink(FaultSchedule schedule) =>
        WithFewer(schedule.Faults).Concat(WithSmaller(schedule.Faults));

    private static IEnumerable<FaultSchedule> WithFewer(IReadOnlyList<ScheduledFault> faults)
    {
        for (int size = faults.Count; size > 0; size /= 2)
        {
            for (int from = 0; from + size <= faults.Count; from += size)
                yield return new FaultSchedule(faults.Take(from).Concat(faults.Skip(from + size)));
        }
    }

    private static IEnumerable<FaultSchedule> WithSmaller(IReadOnlyList<ScheduledFault> faults) =>
        from index in Enumerable.Range(0, faults.Count)
        from smaller in Smaller(faults[index])
        select new FaultSchedule(faults.Select((fault, at) => at == index ? smaller : fault));

    private static IEnumerable<ScheduledFault> Smaller(ScheduledFault fault) =>
        Smaller(fault.Time).Select(time => fault with { Time = time })
            .Concat(Smaller(fault.At).Select(at => fault with { At = at }))
            .Concat(Enumerable.Range(0, fault.Process).Select(process => fault with { Process = process }));

    // Round numbers read best.
    private static IEnumerable<TimeSpan> Smaller(TimeSpan time)
    {
        var tried = new HashSet<TimeSpan> { time };
        TimeSpan[] candidates =
        [
            TimeSpan.Zero, Floor(time / 2, Second), Floor(time, Second), time - Second, Floor(time / 2, Millisecond),
            Floor(time, Millisecond),
        ];
        return candidates.Where(candidate => candidate >= TimeSpan.Zero && tried.Add(candidate));
    }

    private static TimeSpan Floor(TimeSpan time, TimeSpan unit) => new(time.Ticks / unit.Ticks * unit.Ticks);
}
