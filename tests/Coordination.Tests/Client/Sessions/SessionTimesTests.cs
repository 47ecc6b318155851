using Coordination.Sessions;
using FsCheck.Xunit;

namespace Coordination.Tests.Client.Sessions;

public sealed class SessionTimesTests
{
    [Theory]
    [InlineData(10_000, true, null, 9_000)]
    [InlineData(9_000, true, null, 8_100)]
    [InlineData(50, true, null, 45)]
    [InlineData(30_000, false, null, 20_000)] // Two thirds.
    [InlineData(6_000, false, null, 4_000)] // Two thirds, and all but 2 s: the same.
    [InlineData(4_000, false, null, 2_000)] // All but 2 s.
    [InlineData(1_000, false, null, 500)] // All but half.
    [InlineData(30_000, false, 2_000, 27_000)] // A known tick: nine tenths, as the tick is less than the rest.
    [InlineData(4_000, false, 2_000, 2_000)]
    [InlineData(40_000, false, 10_000, 30_000)]
    [InlineData(1_000, false, 60_000, 500)] // No ensemble has a tick above half the time-out.
    public void An_answer_proves_the_session_for_less_than_the_ensemble_keeps_it(
        int timeoutMs, bool remembersAnswers, int? tickMs, long validForMs)
    {
        SessionTimes times = SessionTimes.For(timeoutMs, remembersAnswers, tickMs, timestampsPerSecond: 1_000);

        Assert.Equal(validForMs, times.ValidFor);
        Assert.Equal(timeoutMs / 6, times.HeartbeatEvery);
        Assert.Equal(timeoutMs / 3, times.SilenceLimit);
    }

    [Property]
    public bool A_silent_server_is_left_before_the_session_is_given_up(ushort timeoutMs, bool remembersAnswers)
    {
        SessionTimes times = SessionTimes.For(
            timeoutMs + 50, remembersAnswers, null, timestampsPerSecond: 1_000_000_000);

        return times.SilenceLimit < times.ValidFor && times.HeartbeatEvery * 2 <= times.SilenceLimit;
    }

    [Property]
    public bool A_delay_is_within_its_bounds_and_doubles(byte attempt, ushort draw)
    {
        double drawn = draw / 65_536.0;
        long delay = Backoff.Delay(attempt, least: 50, most: 5_000, drawn);
        long full = attempt == 0 ? 50 : Math.Min(5_000, 50L << Math.Min(attempt - 1, 20));

        return attempt == 0 ? delay is >= 0 and < 50 : delay >= full / 2 && delay <= full;
    }
}
