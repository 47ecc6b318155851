using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Coordination.Repository.Tests.Events;

public sealed partial class EventIdTests
{
    [Fact]
    public void Event_ids_are_unique_and_inside_the_range_of_their_package() =>
        Violation.None(EventIdRule.Check([.. Libraries().SelectMany(EventIdRule.EventsOf)]));

    [Fact]
    public void Ranges_do_not_overlap()
    {
        var firsts = EventIdRanges.First.Values.Order().ToList();

        Assert.All(firsts.Zip(firsts.Skip(1)), pair => Assert.True(pair.Second - pair.First >= EventIdRanges.Length));
    }

    [Theory]
    [InlineData("Coordination.Client", 1000, 0)]
    [InlineData("Coordination.Client", 1999, 0)]
    [InlineData("Coordination.Client", 2000, 1)]
    [InlineData("Coordination.Client", 999, 1)]
    [InlineData("Unheard", 1000, 1)]
    public void An_id_outside_its_range_is_found(string package, int id, int violationCount) =>
        Assert.Equal(violationCount, EventIdRule.Check([new LogEvent(package, "A", id)]).Count());

    [Fact]
    public void An_id_used_twice_is_found() =>
        Assert.Single(EventIdRule.Check(
            [new("Coordination.Client", "A", 1000), new("Coordination.Client", "B", 1000)]));

    [Fact]
    public void The_events_of_an_assembly_are_read_from_its_attributes() =>
        Assert.Contains(EventIdRule.EventsOf(typeof(EventIdTests).Assembly), one => one.Id == 77);

    private static IEnumerable<Assembly> Libraries() =>
        from project in Repository.Projects
        where project.House == "src"
        select Assembly.Load(Path.GetFileNameWithoutExtension(project.Name));

    [LoggerMessage(77, LogLevel.Debug, "The event that the test above looks for.")]
    private static partial void LooksFor(ILogger logger);
}
