using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Ensemble;

/// <summary>Order within a session above a log that takes its time (RAFT.md §6.3).</summary>
public class OrderBehindLogTests
{
    private readonly EnsembleUnderTest _ensemble;
    private readonly ClientUnderTest _client;
    private DelayedLog? _made;

    public OrderBehindLogTests()
    {
        _ensemble = new EnsembleUnderTest(log: time => _made = new DelayedLog(time));
        _client = Connect();
        _client.Sink.Forget();
    }

    private DelayedLog Log => _made!; // Not null: made by the constructor.

    [Fact]
    public void A_session_stands_when_its_command_is_committed()
    {
        ClientUnderTest client = _ensemble.Connect();
        Assert.Empty(client.Sink.Told);

        Commit();

        Assert.Equal(["connected"], client.Sink.Told);
    }

    [Fact]
    public void A_read_waits_for_the_writes_of_its_session_that_came_before_it()
    {
        _client.Send(Create("/a"));
        _client.Send(new ExistsRequest("/a"));
        _client.Send(new DeleteRequest("/a", -1));
        _client.Send(new ExistsRequest("/a"));
        _ensemble.Time.RunPosted();
        Assert.Empty(_client.Sink.Told);

        Commit(1);
        Assert.Equal(["1 Ok", "2 Ok"], _client.Sink.Told);

        Commit(1);
        Assert.Equal(["1 Ok", "2 Ok", "3 Ok", "4 NoNode"], _client.Sink.Told);
    }

    [Fact]
    public void Writes_are_proposed_without_waiting_for_one_another()
    {
        for (int i = 0; i < 10; i++)
            _client.Send(Create($"/{i}"));

        Assert.Equal(10, Log.ProposedCount);
    }

    [Fact]
    public void Writes_that_came_in_one_batch_are_seen_by_the_reads_between_them_one_by_one()
    {
        _client.Send(Create("/a"));
        _client.Send(new ExistsRequest("/b"));
        _client.Send(Create("/b"));
        _client.Send(new ExistsRequest("/b"));

        Commit();

        Assert.Equal(["1 Ok", "2 NoNode", "3 Ok", "4 Ok"], _client.Sink.Told);
    }

    [Fact]
    public void A_read_does_not_wait_for_the_writes_of_another_session()
    {
        ClientUnderTest other = Connect();
        _client.Send(Create("/a"));

        Assert.Equal(ErrorCode.NoNode, other.TryExecute<ExistsRequest, ExistsResponse>(new("/a"))?.Code);
        Assert.Null(_client.TryExecute<ExistsRequest, ExistsResponse>(new("/a")));
    }

    [Fact]
    public void Writes_and_syncs_are_never_answered_at_once()
    {
        Assert.Null(_client.TryExecute<DeleteRequest, EmptyResponse>(new("/a", -1)));
        Assert.Null(_client.TryExecute<SyncRequest, SyncResponse>(new("/")));
        Assert.Equal((0, 0), (Log.ProposedCount, Log.SyncCount));
    }

    [Fact]
    public void What_comes_behind_a_sync_waits_until_it_is_done()
    {
        _client.Send(Create("/a"));
        _client.Send(new SyncRequest("/"));
        _client.Send(new ExistsRequest("/b"));
        _client.Send(Create("/b"));
        Assert.Equal((1, 0), (Log.ProposedCount, Log.SyncCount));

        Commit();
        Assert.Equal(["1 Ok"], _client.Sink.Told);
        Assert.Equal((0, 1), (Log.ProposedCount, Log.SyncCount));

        Log.CompleteSync(_ensemble.Ensemble);
        Assert.Equal(["1 Ok", "2 Ok", "3 NoNode"], _client.Sink.Told);

        Commit();
        Assert.Equal("4 Ok", _client.Sink.Told[^1]);
    }

    [Fact]
    public void A_write_behind_an_authentication_is_judged_by_it()
    {
        _client.Send(Create("/a"));
        _client.Send(new AuthRequest("digest", "a:b"u8.ToArray()));
        _client.Send(Create("/mine") with { Acl = Acl.CreatorAll });

        Commit();
        Commit();

        Assert.Equal(["1 Ok", "2 Ok", "3 Ok"], _client.Sink.Told);
    }

    [Fact]
    public void What_was_on_its_way_when_the_connection_closed_is_not_answered_but_done()
    {
        _client.Send(Create("/a"));
        _client.Send(new ExistsRequest("/a"));
        _client.Connection.Dispose();

        Commit();

        Assert.Empty(_client.Sink.Told);
        Assert.NotNull(Connect().TryExecute<GetDataRequest, GetDataResponse>(new("/a"))?.Body);
    }

    [Fact]
    public void What_an_older_connection_proposed_behind_the_attachment_is_refused()
    {
        ClientUnderTest second = _ensemble.Reconnect(_client);
        _client.Send(Create("/late"));
        Assert.Equal(2, Log.ProposedCount);

        Commit();

        Assert.Equal(["Disconnected"], _client.Sink.Told);
        Assert.Equal(["connected"], second.Sink.Told);
        Assert.Equal(ErrorCode.NoNode, second.TryExecute<ExistsRequest, ExistsResponse>(new("/late"))?.Code);
    }

    [Fact]
    public void A_session_that_attached_again_is_not_expired_by_an_older_nomination()
    {
        _ensemble.Pass(10_200);
        Assert.Equal(1, Log.ProposedCount);
        _client.Connection.Dispose();
        DelayedLog log = Log;
        ClientUnderTest again = _ensemble.Reconnect(_client);

        // The attachment overtakes the nomination on its way, as it may from another replica.
        log.CommitLastFirst(_ensemble.Ensemble);

        Assert.Equal(["connected"], again.Sink.Told);
        Assert.Equal(1, _ensemble.Ensemble.SessionCount);
    }

    [Fact]
    public void A_nomination_that_is_lost_is_made_again()
    {
        _ensemble.Pass(10_200);
        Log.Lose();

        _ensemble.Pass(10_200);
        Assert.Equal(1, Log.ProposedCount);

        Commit();
        Assert.Equal(["SessionExpired"], _client.Sink.Told);
    }

    [Fact]
    public void Closing_a_session_is_answered_when_it_is_committed()
    {
        _client.Send(new CloseSessionRequest());
        _ensemble.Time.RunPosted();
        Assert.Empty(_client.Sink.Told);

        Commit();

        Assert.Equal(["1 Ok", "SessionClosed"], _client.Sink.Told);
    }

    [Fact]
    public void A_log_that_hands_a_write_back_out_of_turn_is_found_out()
    {
        _client.Send(Create("/a"));
        _client.Send(new ExistsRequest("/a"));
        DelayedLog log = Log;
        log.Repeat();

        Assert.Throws<InvalidOperationException>(() => log.Commit(_ensemble.Ensemble));
    }

    private static CreateRequest Create(string path) => new(path, default, Acl.Open, CreateMode.Persistent);

    private ClientUnderTest Connect()
    {
        ClientUnderTest client = _ensemble.Connect();
        Commit();
        return client;
    }

    private void Commit(int count = int.MaxValue) => Log.Commit(_ensemble.Ensemble, count);
}
