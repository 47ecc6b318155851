using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Coordination.Repository.Tests.Events;

/// <summary>STYLE.md §8: an event id means one thing, and its range tells the package.</summary>
internal static class EventIdRule
{
    private const BindingFlags AllMethods = BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static IEnumerable<LogEvent> EventsOf(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(AllMethods)
        let message = method.GetCustomAttribute<LoggerMessageAttribute>()
        where message is not null
        select new LogEvent(assembly.GetName().Name ?? "", $"{type.FullName}.{method.Name}", message.EventId);

    public static IEnumerable<Violation> Check(IReadOnlyList<LogEvent> events)
    {
        foreach (LogEvent one in events)
        {
            if (!EventIdRanges.First.TryGetValue(one.Package, out int first))
                yield return new Violation(one.Method, 0, $"{one.Package} has no range of event ids.");
            else if (one.Id < first || one.Id >= first + EventIdRanges.Length)
                yield return new Violation(one.Method, 0, $"Event id {one.Id} is outside the range from {first}.");
        }

        foreach (IGrouping<int, LogEvent> same in events.GroupBy(one => one.Id).Where(same => same.Count() > 1))
            yield return new Violation(same.Last().Method, 0, $"Event id {same.Key} is {same.First().Method}'s too.");
    }
}
