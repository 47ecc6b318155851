using Coordination.Ensemble;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Ensemble;

public class SessionTests
{
    private readonly EnsembleUnderTest _ensemble = new();

    [Fact]
    public void A_new_session_gets_an_id_the_password_that_was_drawn_and_the_time_out_asked_for()
    {
        ConnectResponse answer = _ensemble.Connect(timeoutMs: 7_000).Sink.Connected!.Value;

        Assert.NotEqual(SessionId.None, answer.Session);
        Assert.Equal(new SessionPassword(Enumerable.Repeat((byte)1, 16).ToArray()), answer.Password);
        Assert.Equal(7_000, answer.TimeoutMs);
        Assert.True(answer.RemembersAnswers);
        Assert.False(answer.IsReadOnly);
        Assert.Equal(_ensemble.Ensemble.LastZxid, answer.Zxid);
    }

    [Fact]
    public void A_session_that_closes_is_told_of_the_end_of_what_it_held_before_it_is_answered()
    {
        ClientUnderTest closing = _ensemble.Connect();
        ClientUnderTest watcher = _ensemble.Connect();
        closing.Create("/held", CreateMode.Ephemeral);
        closing.Call(new ExistsRequest("/held", Watch: true));
        watcher.Call(new ExistsRequest("/held", Watch: true));

        Assert.Equal(ErrorCode.Ok, closing.Call(new CloseSessionRequest()).Code);

        // Before: it connected, and 1 and 2.
        Assert.Equal(["NodeDeleted /held", "3 Ok"], closing.Sink.Told.Skip(3).Take(2));
        Assert.Equal(WatchEventType.NodeDeleted, watcher.Sink.Events.Single().Type);
    }

    [Theory]
    [InlineData(999, 1_000)]
    [InlineData(1_000, 1_000)]
    [InlineData(40_000, 40_000)]
    [InlineData(40_001, 40_000)]
    [InlineData(0, 1_000)]
    [InlineData(int.MinValue, 1_000)]
    public void A_time_out_is_kept_in_its_range_and_the_client_is_told(int askedMs, int grantedMs) =>
        Assert.Equal(grantedMs, _ensemble.Connect(askedMs).Sink.Connected?.TimeoutMs);

    [Fact]
    public void Shorter_time_outs_are_granted_where_the_options_allow_them()
    {
        var ensemble = new EnsembleUnderTest(options => options.MinSessionTimeout = TimeSpan.FromMilliseconds(50));

        Assert.Equal(50, ensemble.Connect(timeoutMs: 50).Sink.Connected?.TimeoutMs);
    }

    [Fact]
    public void A_session_is_taken_up_again_with_its_password()
    {
        ClientUnderTest first = _ensemble.Connect();
        first.Create("/e", CreateMode.Ephemeral);
        first.Connection.Dispose();

        ClientUnderTest second = _ensemble.Reconnect(first);

        Assert.Equal(first.Session, second.Session);
        Assert.Equal(first.Password, second.Password);
        Assert.Equal(ErrorCode.Ok, second.Call(new ExistsRequest("/e")).Code);
    }

    [Fact]
    public void Anothers_client_that_takes_a_session_of_ours_up_numbers_its_requests_as_it_likes()
    {
        ClientUnderTest ours = _ensemble.Connect();
        ours.Create("/a");
        ours.Create("/b");

        ClientUnderTest theirs = _ensemble.Accept(ConnectionOrigin.InProcess with { RemembersAnswers = false });
        theirs.Connect(new ConnectRequest(ours.Session, ours.Password, 10_000, Zxid.None, AcceptsReadOnly: false));

        Assert.Equal(ErrorCode.Ok, theirs.Create("/c").Code);
        Assert.Equal(ErrorCode.Ok, theirs.Call(new ExistsRequest("/c")).Code);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_wrong_password_and_an_unknown_session_are_both_answered_as_expired(bool isKnown)
    {
        ClientUnderTest owner = _ensemble.Connect();
        SessionId asked = isKnown ? owner.Session : new SessionId(77);

        var request = new ConnectRequest(asked, default, 10_000, Zxid.None, AcceptsReadOnly: false);
        ClientUnderTest thief = _ensemble.Accept().Connect(request);

        Assert.Equal(["expired", "SessionExpired"], thief.Sink.Told);
        Assert.Equal(SessionId.None, thief.Sink.Connected?.Session);
        Assert.Equal(default(SessionPassword), thief.Sink.Connected?.Password);
        Assert.Equal(0, thief.Sink.Connected?.TimeoutMs);
        Assert.Null(owner.Sink.Closed);
        Assert.Equal(1, _ensemble.Ensemble.SessionCount);
    }

    [Fact]
    public void A_second_connection_of_a_session_ends_the_first()
    {
        ClientUnderTest first = _ensemble.Connect();
        first.Call(new ExistsRequest("/a", Watch: true));

        ClientUnderTest second = _ensemble.Reconnect(first);
        first.Send(new CreateRequest("/late", default, Acl.Open, CreateMode.Persistent));
        _ensemble.Time.RunPosted();
        second.Create("/a");

        Assert.Equal(CloseReason.Disconnected, first.Sink.Closed);
        Assert.Equal("Disconnected", first.Sink.Told[^1]);
        Assert.Equal(ErrorCode.NoNode, second.Call(new ExistsRequest("/late")).Code);
        Assert.Equal(0, _ensemble.Ensemble.WatchCount);
    }

    [Fact]
    public void A_client_that_has_seen_more_than_the_ensemble_is_refused()
    {
        ClientUnderTest client = _ensemble.Connect();
        Zxid now = _ensemble.Ensemble.LastZxid;

        ClientUnderTest equal = _ensemble.Reconnect(client, now);
        ClientUnderTest ahead = _ensemble.Reconnect(equal, new Zxid(_ensemble.Ensemble.LastZxid.Value + 1));

        Assert.NotNull(equal.Sink.Connected);
        Assert.Equal(["Refused"], ahead.Sink.Told);
        Assert.Null(equal.Sink.Closed);
    }

    [Fact]
    public void Asking_for_a_session_twice_is_a_mistake_of_the_caller()
    {
        ClientUnderTest client = _ensemble.Connect();

        Assert.Throws<InvalidOperationException>(
            () => client.Connect(new ConnectRequest(SessionId.None, default, 10_000, Zxid.None, false)));
    }

    [Fact]
    public void Requests_that_come_before_the_session_stands_wait_for_it()
    {
        ClientUnderTest client = _ensemble.Accept();

        int early = client.Send(new ExistsRequest("/"));
        _ensemble.Time.RunPosted();
        Assert.Empty(client.Sink.Told);
        client.Connect(new ConnectRequest(SessionId.None, default, 10_000, Zxid.None, false));

        Assert.Equal(["connected", $"{early} Ok"], client.Sink.Told);
    }

    [Fact]
    public void Closing_a_session_is_answered_then_ends_it_with_all_it_held()
    {
        ClientUnderTest client = _ensemble.Connect();
        ClientUnderTest other = _ensemble.Connect();
        client.Create("/e", CreateMode.Ephemeral);
        client.Call(new ExistsRequest("/e", Watch: true));
        client.Sink.Forget();

        int xid = client.Send(new CloseSessionRequest());
        int late = client.Send(new ExistsRequest("/"));
        _ensemble.Time.RunPosted();

        Assert.Equal(["NodeDeleted /e", $"{xid} Ok", "SessionClosed"], client.Sink.Told);
        Assert.True(late > xid);
        Assert.Equal(ErrorCode.NoNode, other.Call(new ExistsRequest("/e")).Code);
        Assert.Equal(1, _ensemble.Ensemble.SessionCount);
        Assert.Equal(["expired", "SessionExpired"], _ensemble.Reconnect(client).Sink.Told);
    }

    [Fact]
    public void A_client_that_disposes_its_connection_hears_nothing_more()
    {
        ClientUnderTest client = _ensemble.Connect();
        client.Call(new ExistsRequest("/a", Watch: true));
        client.Sink.Forget();

        client.Send(new CreateRequest("/a", default, Acl.Open, CreateMode.Persistent));
        client.Connection.Dispose();
        client.Connection.Dispose();
        _ensemble.Time.RunPosted();

        Assert.Empty(client.Sink.Told);
        Assert.Equal((0, 1), (_ensemble.Ensemble.ConnectionCount, _ensemble.Ensemble.SessionCount));
        Assert.Equal(0, _ensemble.Ensemble.WatchCount);
    }

    [Fact]
    public void A_write_sent_again_after_a_reconnect_is_answered_from_memory()
    {
        ClientUnderTest first = _ensemble.Connect();
        var create = new CreateRequest("/s-", default, Acl.Open, CreateMode.PersistentSequential);
        first.Connection.Send(new RequestHeader(5, 0), create);
        _ensemble.Time.RunPosted();
        Answer<Response> lost = Assert.Single(first.Sink.Answers).Answer;

        ClientUnderTest second = _ensemble.Reconnect(first);
        second.Connection.Send(new RequestHeader(5, 0), create);
        _ensemble.Time.RunPosted();

        Assert.Equal(lost, Assert.Single(second.Sink.Answers).Answer);
        var children = Assert.IsType<GetChildrenResponse>(second.Call(new GetChildrenRequest("/")).Body);
        Assert.Single(children.Children, name => name.StartsWith("s-"));
    }

    [Fact]
    public void A_client_of_another_make_is_not_told_that_answers_are_remembered()
    {
        var origin = new ConnectionOrigin { RemembersAnswers = false };

        ClientUnderTest client = _ensemble.Connect(origin: origin);

        Assert.False(client.Sink.Connected?.RemembersAnswers);
        Assert.False(_ensemble.Reconnect(client).Sink.Connected?.RemembersAnswers);
    }

    [Fact]
    public void A_session_proves_alive_until_it_ends()
    {
        ClientUnderTest client = _ensemble.Accept();
        Assert.False(client.Connection.TryProveAlive());
        client.Connect(new ConnectRequest(SessionId.None, default, 10_000, Zxid.None, false));
        Assert.True(client.Connection.TryProveAlive());

        client.Call(new CloseSessionRequest());

        Assert.False(client.Connection.TryProveAlive());
    }
}
