using Coordination.Ensemble.Sessions;

namespace Coordination.Tests.Ensemble.Sessions;

public class SessionClockTests
{
    [Theory]
    [InlineData(new long[] { 10, 20, 30 }, 3)]
    [InlineData(new long[] { 9, 18, 27, 36 }, 3)]
    [InlineData(new long[] { 40 }, 4)]
    [InlineData(new long[] { 41 }, 1)]
    [InlineData(new long[] { 1_000_000, 1_000_010 }, 2)]
    [InlineData(new long[] { 10, 5, 20 }, 2)]
    public void Ticks_follow_the_time_but_not_a_pause(long[] timestamps, long tick)
    {
        var clock = new SessionClock(tick: 10, now: 0);

        foreach (long timestamp in timestamps)
            clock.Advance(timestamp);

        Assert.Equal(tick, clock.Tick);
    }

    [Fact]
    public void A_gap_at_the_limit_is_no_pause_and_one_past_it_is()
    {
        var clock = new SessionClock(tick: 10, now: 0);

        Assert.False(clock.Advance(SessionClock.PauseTicks * 10));
        Assert.True(clock.Advance(2 * SessionClock.PauseTicks * 10 + 1));
    }
}
