using Coordination.Ensemble.Sessions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

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

    [Property]
    public Property Each_session_is_due_exactly_when_it_was_silent_for_its_time_out() =>
        Prop.ForAll(
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
            });
}
