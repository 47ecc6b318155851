using Coordination.Requests;
using Coordination.Tests.Tree;
using Coordination.Transports;

namespace Coordination.Tests.Ensemble;

public class ExpiryTests
{
    private const int TickMs = 100;
    private readonly EnsembleUnderTest _ensemble = new();

    [Fact]
    public void A_silent_session_expires_after_its_time_out_and_at_most_two_ticks_later()
    {
        ClientUnderTest silent = _ensemble.Connect(timeoutMs: 2_000);

        _ensemble.Pass(2_000 - 10);
        Assert.Null(silent.Sink.Closed);

        _ensemble.Pass(2 * TickMs + 10);
        Assert.Equal(CloseReason.SessionExpired, silent.Sink.Closed);
        Assert.Equal(0, _ensemble.Ensemble.SessionCount);
        Assert.Equal(["expired", "SessionExpired"], _ensemble.Reconnect(silent).Sink.Told);
    }

    [Fact]
    public void What_a_session_held_goes_with_it_and_whoever_watches_is_told()
    {
        ClientUnderTest watcher = _ensemble.Connect(timeoutMs: 40_000);
        ClientUnderTest holder = _ensemble.Connect(timeoutMs: 1_000);
        holder.Create("/held", CreateMode.Ephemeral);
        watcher.Call(new ExistsRequest("/held", Watch: true));

        holder.Connection.Dispose();
        _ensemble.Pass(1_300);

        Assert.Equal("NodeDeleted /held", watcher.Sink.Told[^1]);
    }

    [Theory, InlineData("ping"), InlineData("read"), InlineData("write"), InlineData("at once"), InlineData("proof")]
    public void Every_request_counts_as_a_sign_of_life(string sign)
    {
        ClientUnderTest client = _ensemble.Connect(timeoutMs: 1_000);
        for (int i = 0; i < 10; i++)
        {
            _ensemble.Pass(900);
            GiveSign(client, sign);
        }

        Assert.Null(client.Sink.Closed);
        _ensemble.Pass(1_300);
        Assert.Equal(CloseReason.SessionExpired, client.Sink.Closed);
    }

    [Fact]
    public void Taking_a_session_up_again_counts_as_a_sign_of_life()
    {
        ClientUnderTest client = _ensemble.Connect(timeoutMs: 1_000);
        _ensemble.Pass(900);

        ClientUnderTest again = _ensemble.Reconnect(client);
        _ensemble.Pass(900);

        Assert.Null(again.Sink.Closed);
    }

    [Theory, InlineData(500), InlineData(5_000), InlineData(3_600_000)]
    public void A_time_in_which_nothing_ran_expires_nobody(int pauseMs)
    {
        ClientUnderTest client = _ensemble.Connect(timeoutMs: 1_000);
        _ensemble.Pass(400);

        _ensemble.Time.Advance(TimeSpan.FromMilliseconds(pauseMs));
        _ensemble.Time.RunPosted();
        _ensemble.Pass(400);

        Assert.Null(client.Sink.Closed);
        Assert.Equal(1, _ensemble.Ensemble.Figures.Pauses);
        _ensemble.Pass(1_000);
        Assert.Equal(CloseReason.SessionExpired, client.Sink.Closed);
    }

    [Fact]
    public void Many_sessions_expire_without_one_holding_the_others_up()
    {
        ClientUnderTest[] silent = [.. Enumerable.Range(0, 1_000).Select(_ => _ensemble.Connect(timeoutMs: 1_000))];
        ClientUnderTest alive = _ensemble.Connect(timeoutMs: 40_000);

        _ensemble.Pass(1_300);

        Assert.All(silent, client => Assert.Equal(CloseReason.SessionExpired, client.Sink.Closed));
        Assert.Null(alive.Sink.Closed);
        Assert.Equal(1_000, _ensemble.Ensemble.Figures.ExpiredSessions);
    }

    [Fact]
    public void A_session_never_expires_before_its_time_out_has_passed_since_its_last_sign() =>
        Cases.ForAll(200, (byte[] gaps, byte offset) => ExpireAfter(gaps, offset));

    private static void ExpireAfter(byte[] gaps, byte offset)
    {
        var ensemble = new EnsembleUnderTest(options => options.MinSessionTimeout = TimeSpan.FromMilliseconds(200));
        ensemble.Time.Pass(TimeSpan.FromMilliseconds(offset), TimeSpan.FromMilliseconds(1));
        ClientUnderTest client = ensemble.Connect(timeoutMs: 300);
        foreach (byte gap in gaps.Take(20))
        {
            ensemble.Time.Pass(TimeSpan.FromMilliseconds(gap), TimeSpan.FromMilliseconds(7));
            GiveSign(client, "at once");
        }

        // The timer is late by what it finds passed at once: 16 ms of a tick of 20.
        ensemble.Time.Pass(TimeSpan.FromMilliseconds(11), TimeSpan.FromMilliseconds(1));
        ensemble.Time.Pass(TimeSpan.FromMilliseconds(288), TimeSpan.FromMilliseconds(16));
        Assert.Null(client.Sink.Closed);
        ensemble.Time.Pass(TimeSpan.FromMilliseconds(64), TimeSpan.FromMilliseconds(16));
        Assert.Equal(CloseReason.SessionExpired, client.Sink.Closed);
    }

    private static void GiveSign(ClientUnderTest client, string sign)
    {
        switch (sign)
        {
            case "ping":
                client.Call(new PingRequest());
                break;
            case "read":
                client.Call(new ExistsRequest("/"));
                break;
            case "write":
                client.Set("/", 1);
                break;
            case "at once":
                Assert.NotNull(client.TryExecute<ExistsRequest, ExistsResponse>(new("/")));
                break;
            default:
                Assert.True(client.Connection.TryProveAlive());
                break;
        }
    }
}
