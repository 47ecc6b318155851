using Coordination.Recipes.Placement;
using Microsoft.Extensions.Time.Testing;

namespace Coordination.Tests.Recipes.Placement.Keeping;

public sealed class VerdictClockTests
{
    private static readonly HashSet<int> None = [];
    private static readonly Verdict Gone = new(3, VerdictKind.Out, 5);
    private static readonly Verdict Back = new(3, VerdictKind.In, 6);

    private readonly FakeTimeProvider _time = new();
    private readonly PlacementOptions _options = new() { Grace = Seconds(60), Stagger = Seconds(2) };

    [Fact]
    public void A_device_goes_out_after_its_grace_and_not_before()
    {
        var clock = new VerdictClock(_options, _time);
        Assert.Empty(clock.Due([Gone], 0, None, out TimeSpan? next));
        Assert.Equal(Seconds(60), next);
        _time.Advance(Seconds(59));
        Assert.Empty(clock.Due([Gone], 0, None, out next));
        Assert.Equal(Seconds(1), next);
        _time.Advance(Seconds(1));
        Assert.Equal([Gone], clock.Due([Gone], 0, None, out next));
        Assert.Null(next);
    }

    [Fact]
    public void A_device_that_came_back_has_its_whole_grace_again()
    {
        var clock = new VerdictClock(_options, _time);
        clock.Due([Gone], 0, None, out _);
        _time.Advance(Seconds(59));
        clock.Due([], 0, None, out _);
        clock.Due([Gone], 0, None, out _);
        _time.Advance(Seconds(59));
        Assert.Empty(clock.Due([Gone], 0, None, out _));
    }

    [Fact]
    public void A_return_that_was_not_seen_shows_in_the_version_of_the_record()
    {
        var clock = new VerdictClock(_options, _time);
        clock.Due([Gone], 0, None, out _);
        _time.Advance(Seconds(59));
        Verdict goneAgain = Gone with { RecordVersion = 6 };
        clock.Due([goneAgain], 0, None, out _);
        _time.Advance(Seconds(59));
        Assert.Empty(clock.Due([goneAgain], 0, None, out _));
    }

    [Fact]
    public void Members_act_one_after_the_other()
    {
        var clock = new VerdictClock(_options, _time);
        Assert.Equal([Back], clock.Due([Back], 0, None, out _));
        Assert.Empty(clock.Due([Back], 3, None, out TimeSpan? next));
        Assert.Equal(Seconds(6), next);
        _time.Advance(Seconds(6));
        Assert.Equal([Back], clock.Due([Back], 3, None, out _));
    }

    [Fact]
    public void A_member_waits_for_one_other_at_most_where_its_own_device_is_concerned()
    {
        var clock = new VerdictClock(_options, _time);
        Assert.Empty(clock.Due([Back], 7, new HashSet<int> { 3 }, out TimeSpan? next));
        Assert.Equal(Seconds(2), next);
    }

    [Fact]
    public void The_longest_gone_goes_first()
    {
        var clock = new VerdictClock(_options, _time);
        clock.Due([Gone], 0, None, out _);
        _time.Advance(Seconds(1));
        Verdict later = new(1, VerdictKind.Out, 1);
        clock.Due([later, Gone], 0, None, out _);
        _time.Advance(Seconds(100));
        Assert.Equal([Gone, later], clock.Due([later, Gone], 0, None, out _));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
