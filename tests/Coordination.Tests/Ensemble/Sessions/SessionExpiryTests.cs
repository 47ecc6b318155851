using Coordination.Ensemble.Sessions;
using Coordination.Tests.Tree;
using FsCheck;
using FsCheck.Fluent;

namespace Coordination.Tests.Ensemble.Sessions;

public class SessionExpiryTests
{
    [Fact]
    public void A_session_past_the_length_of_the_ring_expires_when_due_and_not_a_round_early()
    {
        var expiry = new SessionExpiry(tickMs: 10);
        expiry.Add(new ServedSession(new SessionId(1), timeoutMs: 20_000));
        var due = new List<ServedSession>();

        for (long tick = 1; tick <= 2_001; tick++)
            expiry.Advance(tick, due);
        Assert.Empty(due);

        expiry.Advance(2_002, due);
        Assert.Single(due);
    }

    [Fact]
    public void A_jump_of_many_rounds_misses_nobody()
    {
        var expiry = new SessionExpiry(tickMs: 10);
        for (int i = 1; i <= 100; i++)
            expiry.Add(new ServedSession(new SessionId(i), timeoutMs: 100 * i));
        var due = new List<ServedSession>();
        expiry.Advance(1, due);

        expiry.Advance(100_000, due);

        Assert.Equal(100, due.Distinct().Count());
    }

    [Fact]
    public void Who_is_due_and_not_removed_is_due_again()
    {
        var expiry = new SessionExpiry(tickMs: 10);
        expiry.Add(new ServedSession(new SessionId(1), timeoutMs: 20));
        var due = new List<ServedSession>();

        for (long tick = 1; tick <= 8; tick++)
            expiry.Advance(tick, due);

        Assert.Equal(2, due.Count);
    }

    [Fact]
    public void However_late_the_ticks_come_nobody_is_due_before_the_time_out_has_passed_since_the_last_sign() =>
        Cases.ForAll(500, (byte[] gaps) =>
        {
            const int TickMs = 20;
            const int TimeoutMs = 100;
            var clock = new SessionClock(TickMs, now: 0);
            var expiry = new SessionExpiry(TickMs);
            var session = new ServedSession(new SessionId(1), TimeoutMs);
            expiry.Add(session);
            long now = 0;
            long sign = 0;
            foreach (byte gap in gaps.Concat(Enumerable.Repeat((byte)13, 20)))
            {
                // A sign may come at any time: also when a tick is due that has not come yet.
                now += gap % 32;
                if (gap > 128)
                {
                    expiry.MarkHeard(session);
                    sign = now;
                    continue;
                }

                var due = new List<ServedSession>();
                clock.Advance(now);
                expiry.Advance(clock.Tick, due);
                Assert.True(due.Count == 0 || now - sign >= TimeoutMs, $"Due {now - sign} ms after its sign.");
            }
        });

    [Fact]
    public void Each_session_is_due_exactly_when_it_was_silent_for_its_time_out() =>
        Cases.Run(100, Prop.ForAll(
            Gen.Choose(1, 5).ListOf(400).ToArbitrary(),
            Gen.Choose(0, 39).ListOf(400).ToArbitrary(),
            (advances, speakers) =>
            {
                var expiry = new SessionExpiry(tickMs: 10);
                ServedSession[] sessions = [.. Enumerable.Range(1, 40)
                    .Select(i => new ServedSession(new SessionId(i), timeoutMs: 170 * i - 120))];
                foreach (ServedSession session in sessions)
                    expiry.Add(session);

                // The tick at which each was known to have been heard; null when it is gone.
                long?[] heard = [.. sessions.Select(_ => (long?)null)];
                bool[] gone = new bool[sessions.Length];
                var spoke = new HashSet<int>(Enumerable.Range(0, sessions.Length));
                long tick = 0;
                foreach ((int advance, int speaker) in advances.Zip(speakers))
                {
                    tick += advance;
                    foreach (int index in spoke)
                        heard[index] = tick;
                    spoke.Clear();
                    var due = new List<ServedSession>();
                    expiry.Advance(tick, due);
                    int[] expected = [.. Enumerable.Range(0, sessions.Length)
                        .Where(i => !gone[i] && heard[i] + sessions[i].TimeoutTicks <= tick)];
                    Assert.Equal(expected.Select(i => i + 1L), due.Select(session => session.Id.Value).Order());
                    foreach (ServedSession session in due)
                    {
                        expiry.Remove(session);
                        gone[session.Id.Value - 1] = true;
                    }

                    if (!gone[speaker])
                    {
                        expiry.MarkHeard(sessions[speaker]);
                        spoke.Add(speaker);
                    }
                }

                Assert.Equal(gone.Count(isGone => !isGone), expiry.Count);
            }));
}
