using Coordination.Requests;
using Coordination.Tests.Client.Scripted;
using Coordination.Transports;

namespace Coordination.Tests.Client.Sessions;

/// <summary>Time-out 9,000 ms on a server of ours: proven for 8,100 from when a request was sent.</summary>
public sealed class ClientSessionTests
{
    [Fact]
    public void Lost_is_cancelled_when_the_session_can_no_longer_be_proven()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        ICoordinationSession session = scripted.Client.Session;
        scripted.Server.Close();

        scripted.Clock.PassMs(8_099);
        bool before = session.Lost.IsCancellationRequested;
        bool wasValid = session.IsValid;
        scripted.Clock.PassMs(1);

        Assert.False(before);
        Assert.True(wasValid);
        Assert.False(session.IsValid);
        Assert.True(session.Lost.IsCancellationRequested);
        Assert.Equal(ConnectionState.Lost, scripted.Client.State);
    }

    [Fact]
    public void Lost_is_cancelled_in_a_posted_item()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        ICoordinationSession session = scripted.Client.Session;

        scripted.Server.Close(CloseReason.SessionExpired);

        Assert.False(session.IsValid);
        Assert.False(session.Lost.IsCancellationRequested);
        scripted.Clock.RunPosted();
        Assert.True(session.Lost.IsCancellationRequested);
    }

    [Fact]
    public void A_callback_on_lost_that_throws_harms_nobody()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        using CancellationTokenRegistration registration =
            scripted.Client.Session.Lost.Register(() => throw new InvalidOperationException("mine"));

        scripted.Server.Close(CloseReason.SessionExpired);
        scripted.Clock.RunPosted();
        scripted.Accept(session: 2);

        Assert.Equal(ConnectionState.Connected, scripted.Client.State);
    }

    [Fact]
    public void A_mere_disconnect_loses_nothing()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        ICoordinationSession session = scripted.Client.Session;

        scripted.Reconnect();
        ConnectionState between = scripted.Client.State;
        scripted.Accept();

        Assert.Equal(ConnectionState.Suspended, between);
        Assert.Equal(ConnectionState.Connected, scripted.Client.State);
        Assert.Same(session, scripted.Client.Session);
        Assert.True(session.IsValid);
        Assert.False(session.Lost.IsCancellationRequested);
    }

    [Fact]
    public void Heartbeats_that_are_answered_move_the_proof_on()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        long start = scripted.Clock.GetTimestamp();
        for (int i = 0; i < 40; i++)
        {
            scripted.Clock.PassMs(500);
            scripted.Server.AnswerPings(zxid: 1);
        }

        Assert.True(scripted.Client.Session.IsValid);
        Assert.Equal(13, scripted.Server.SentOf<PingRequest>().Count());
        Assert.Equal(
            TimeSpan.FromMilliseconds(19_500 + 8_100),
            scripted.Clock.GetElapsedTime(start, scripted.Client.Session.ValidUntil));
    }

    [Fact]
    public void Before_a_loss_the_ensemble_is_asked_in_process()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        scripted.Server.IsAlive = true;

        scripted.Clock.Advance(TimeSpan.FromMinutes(10)); // A debugger, a laptop that slept.

        Assert.True(scripted.Client.Session.IsValid);
        scripted.Clock.RunPosted();
        Assert.False(scripted.Client.Session.Lost.IsCancellationRequested);
        Assert.True(scripted.Server.ProofsAsked > 0);
    }

    [Fact]
    public void Once_it_was_said_to_be_overdue_nothing_proves_it_again()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        ICoordinationSession session = scripted.Client.Session;
        ScriptedConnection next = scripted.Reconnect();

        scripted.Clock.Sleep(TimeSpan.FromMinutes(10));
        bool before = session.IsValid; // Nobody can be asked before the next connection stands.
        next.IsAlive = true;
        scripted.Accept();

        Assert.False(before);
        Assert.False(session.IsValid);
        Assert.True(session.Lost.IsCancellationRequested);
    }

    [Fact]
    public void A_session_given_up_is_closed_by_the_next_server_and_not_used_again()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        scripted.Server.Close();
        scripted.Clock.PassMs(9_000);
        scripted.Clock.PassMs(10);

        ScriptedConnection next = scripted.Server;
        next.Accept(session: 2);
        ScriptedConnection closer = scripted.Server;
        closer.Accept(session: 1);
        closer.AnswerLast<CloseSessionRequest>(9, EmptyResponse.Instance);

        Assert.Equal(SessionId.None, next.Asked?.Session);
        Assert.Equal(new SessionId(1), closer.Asked?.Session);
        Assert.True(closer.IsDisposed);
        Assert.False(next.IsDisposed);
        Assert.Equal(new SessionId(2), scripted.Client.Session.Id);
    }

    [Fact]
    public void The_next_session_comes_by_itself()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        ICoordinationSession first = scripted.Client.Session;

        scripted.Server.Close(CloseReason.SessionExpired);
        scripted.Accept(session: 2);

        Assert.NotSame(first, scripted.Client.Session);
        Assert.Equal(new SessionId(2), scripted.Client.Session.Id);
        Assert.True(scripted.Client.Session.IsValid);
    }

    [Fact]
    public void Before_the_first_session_there_is_one_that_never_stood()
    {
        var scripted = new ScriptedClient();

        Assert.Equal(SessionId.None, scripted.Client.Session.Id);
        Assert.False(scripted.Client.Session.IsValid);
        Assert.True(scripted.Client.Session.Lost.IsCancellationRequested);
        Assert.Equal(ConnectionState.Connecting, scripted.Client.State);
    }

    [Fact]
    public void Identities_are_proven_first_on_every_connection()
    {
        ScriptedClient scripted = ScriptedClient.Connected(
            options => options.Auth.Add(new AuthCredentials("digest", "a:b"u8.ToArray())));
        scripted.Server.AnswerLast<AuthRequest>(1, EmptyResponse.Instance);
        ValueTask added = scripted.Client.AddAuthAsync("digest", "c:d"u8.ToArray());
        scripted.Server.AnswerLast<AuthRequest>(1, EmptyResponse.Instance);
        scripted.Finish(added);
        _ = scripted.Client.GetAsync("/a").AsTask();

        ScriptedConnection second = scripted.Reconnect();
        scripted.Accept();

        Assert.IsType<AuthRequest>(second.Sent[0].Body);
        Assert.IsType<AuthRequest>(second.Sent[1].Body);
        Assert.IsType<GetDataRequest>(second.Sent[2].Body);
    }

    [Fact]
    public void Refused_credentials_stop_the_client()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        ICoordinationSession session = scripted.Client.Session;
        ValueTask<ZNode> read = scripted.Client.GetAsync("/a");
        ValueTask<Stat> write = scripted.Client.SetAsync("/a", default);
        Task added = scripted.Client.AddAuthAsync("digest", "x"u8.ToArray()).AsTask();

        scripted.Server.AnswerLast<AuthRequest>(1, null, ErrorCode.AuthFailed);
        scripted.Clock.RunPosted();

        Assert.Equal(
            ErrorCode.AuthFailed, Assert.IsType<RequestRejectedException>(added.Exception?.InnerException).Code);
        Assert.Equal(ErrorCode.AuthFailed, scripted.Fails<RequestRejectedException, ZNode>(read).Code);
        Assert.Equal(ErrorCode.ConnectionLoss, scripted.Fails<OutcomeUnknownException, Stat>(write).Code);
        Assert.Equal(ConnectionState.AuthFailed, scripted.Client.State);
        Assert.True(session.Lost.IsCancellationRequested);
        Assert.Equal(
            ErrorCode.AuthFailed, scripted.Fails<RequestRejectedException, ZNode>(scripted.Client.GetAsync("/a")).Code);
    }

    [Fact]
    public void A_second_transport_takes_the_session_over()
    {
        var scripted = new ScriptedClient(transports: 2);
        scripted.Accept();
        scripted.Server.Close();
        scripted.Clock.PassMs(100);

        scripted.Server.Close(CloseReason.Unreachable);
        ScriptedConnection other = Assert.Single(scripted.Transports[1].Connections);
        other.Accept();
        scripted.Clock.RunPosted();

        Assert.Equal(new SessionId(1), other.Asked?.Session);
        Assert.Equal(ConnectionState.Connected, scripted.Client.State);
    }

    [Fact]
    public void What_a_left_connection_still_says_is_not_listened_to()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        ScriptedConnection first = scripted.Server;
        scripted.Reconnect();
        scripted.Accept();

        first.Close(CloseReason.SessionExpired);
        scripted.Clock.RunPosted();

        Assert.Equal(ConnectionState.Connected, scripted.Client.State);
        Assert.False(scripted.Client.Session.Lost.IsCancellationRequested);
    }

    [Fact]
    public void The_connection_stream_begins_with_what_is_and_skips_to_the_newest()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        IAsyncEnumerator<ConnectionChange> stream = scripted.Client.WatchConnectionAsync().GetAsyncEnumerator();

        Assert.True(scripted.Finish(stream.MoveNextAsync()));
        ConnectionChange first = stream.Current;
        scripted.Reconnect();
        scripted.Accept();
        Assert.True(scripted.Finish(stream.MoveNextAsync()));
        ConnectionChange second = stream.Current;
        ValueTask<bool> waiting = stream.MoveNextAsync();
        Assert.False(waiting.IsCompleted);
        scripted.Server.Close();
        Assert.False(waiting.IsCompleted);

        Assert.Equal(new ConnectionChange(ConnectionState.Connected, new SessionId(1)), first);
        Assert.Equal(ConnectionState.Connected, second.State);
        Assert.True(scripted.Finish(waiting));
        Assert.Equal(ConnectionState.Suspended, stream.Current.State);
    }
}
