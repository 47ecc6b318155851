using Coordination.Requests;
using Coordination.Tests.Client.Scripted;
using Coordination.Transports;

namespace Coordination.Tests.Client.Sessions;

public sealed class ClosingTests
{
    [Fact]
    public void Dispose_gives_up_what_is_held_before_the_ensemble_is_told()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        ICoordinationSession session = scripted.Client.Session;
        int closesWhenLost = -1;
        using CancellationTokenRegistration registration =
            session.Lost.Register(() => closesWhenLost = scripted.Server.SentOf<CloseSessionRequest>().Count());

        ValueTask disposed = scripted.Client.DisposeAsync();
        bool wasValid = session.IsValid;
        scripted.Clock.RunPosted();

        Assert.False(wasValid);
        Assert.Equal(0, closesWhenLost);
        Assert.Single(scripted.Server.SentOf<CloseSessionRequest>());
        scripted.Server.AnswerLast<CloseSessionRequest>(5, EmptyResponse.Instance);
        scripted.Finish(disposed);
        Assert.True(scripted.Server.IsDisposed);
        Assert.Equal(ConnectionState.Closed, scripted.Client.State);
    }

    [Fact]
    public void Dispose_lets_answers_in_front_of_the_close_arrive()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        ValueTask<Stat> write = scripted.Client.SetAsync("/a", default);
        ValueTask disposed = scripted.Client.DisposeAsync();
        scripted.Clock.RunPosted();

        scripted.Server.AnswerLast<SetDataRequest>(4, new SetDataResponse(default));
        scripted.Server.AnswerLast<CloseSessionRequest>(5, EmptyResponse.Instance);

        scripted.Finish(write);
        scripted.Finish(disposed);
    }

    [Fact]
    public void Dispose_waits_no_longer_than_its_limit()
    {
        ScriptedClient scripted = ScriptedClient.Connected(options => options.CloseTimeout = TimeSpan.FromSeconds(2));
        ValueTask<Stat> write = scripted.Client.SetAsync("/a", default);
        ValueTask<ZNode> read = scripted.Client.GetAsync("/a");
        ValueTask disposed = scripted.Client.DisposeAsync();
        scripted.Clock.PassMs(1_999);
        bool before = disposed.IsCompleted;

        scripted.Clock.PassMs(1);

        Assert.False(before);
        scripted.Finish(disposed);
        Assert.Equal(ErrorCode.ConnectionLoss, scripted.Fails<OutcomeUnknownException, Stat>(write).Code);
        scripted.Fails<ObjectDisposedException, ZNode>(read);
    }

    [Fact]
    public void Dispose_does_not_wait_for_a_server_that_cannot_be_reached()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        scripted.Server.Close();
        ValueTask<Stat> waiting = scripted.Client.SetAsync("/a", default);

        ValueTask disposed = scripted.Client.DisposeAsync();
        scripted.Fails<ObjectDisposedException, Stat>(waiting);
        scripted.Server.Close(CloseReason.Unreachable);

        scripted.Finish(disposed);
    }

    [Fact]
    public void Dispose_while_suspended_closes_the_session_where_a_server_answers()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        scripted.Server.Close();
        ValueTask disposed = scripted.Client.DisposeAsync();
        scripted.Clock.RunPosted();

        scripted.Server.Accept();
        scripted.Server.AnswerLast<CloseSessionRequest>(5, EmptyResponse.Instance);

        scripted.Finish(disposed);
    }

    [Fact]
    public void Dispose_is_idempotent()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        ValueTask first = scripted.Client.DisposeAsync();
        ValueTask second = scripted.Client.DisposeAsync();
        scripted.Clock.RunPosted();
        scripted.Server.Close(CloseReason.SessionClosed);

        scripted.Finish(first);
        scripted.Finish(second);
        scripted.Finish(scripted.Client.DisposeAsync());
        Assert.Single(scripted.Server.SentOf<CloseSessionRequest>());
    }

    [Fact]
    public void Dispose_before_the_first_session_stops_at_once()
    {
        var scripted = new ScriptedClient();
        ValueTask<ZNode> waiting = scripted.Client.GetAsync("/a");

        scripted.Finish(scripted.Client.DisposeAsync());

        scripted.Fails<ObjectDisposedException, ZNode>(waiting);
        Assert.True(scripted.Server.IsDisposed);
    }

    [Fact]
    public void Detach_leaves_the_session_to_be_taken_over()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        ICoordinationSession session = scripted.Client.Session;
        SessionTicket ticket = session.Ticket;

        scripted.Finish(scripted.Client.DetachAsync());
        var heir = new ScriptedClient(options => options.Resume = ticket);

        Assert.Empty(scripted.Server.SentOf<CloseSessionRequest>());
        Assert.True(session.Lost.IsCancellationRequested);
        Assert.Equal(ConnectionState.Closed, scripted.Client.State);
        Assert.Equal(ticket.Id, heir.Server.Asked?.Session);
    }

    [Fact]
    public void After_the_end_no_timer_is_left()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        scripted.Finish(scripted.Client.DetachAsync());
        int connections = scripted.Transports[0].Connections.Count;

        scripted.Clock.PassMs(3_600_000);

        Assert.Equal(connections, scripted.Transports[0].Connections.Count);
        Assert.Equal(0, scripted.Clock.PostedCount);
    }

    [Fact]
    public void Streams_end_with_the_client()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        IAsyncEnumerator<WatchEvent> events = scripted.Client.WatchAsync("/a").GetAsyncEnumerator();
        IAsyncEnumerator<ConnectionChange> states = scripted.Client.WatchConnectionAsync().GetAsyncEnumerator();
        ValueTask<bool> waiting = events.MoveNextAsync();
        scripted.Finish(states.MoveNextAsync());

        scripted.Finish(scripted.Client.DetachAsync());

        scripted.Fails<ObjectDisposedException, bool>(waiting);
        Assert.True(scripted.Finish(states.MoveNextAsync()));
        Assert.Equal(ConnectionState.Closed, states.Current.State);
        Assert.False(scripted.Finish(states.MoveNextAsync()));
    }
}
