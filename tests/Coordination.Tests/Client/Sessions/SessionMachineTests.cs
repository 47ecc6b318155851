using Coordination.Sessions;
using Coordination.Transports;
using static Coordination.Sessions.SessionOutputKind;

namespace Coordination.Tests.Client.Sessions;

/// <summary>
/// Time-out 9,000 ms on a server of ours: a heartbeat every 1,500, silence after 3,000, proven for 8,100.
/// </summary>
public sealed class SessionMachineTests
{
    private readonly SessionMachine _machine = Make();

    [Fact]
    public void It_dials_at_once_and_asks_for_a_new_session()
    {
        _machine.Start(0);

        SessionOutput dial = Assert.Single(Take());
        Assert.Equal(Dial, dial.Kind);
        Assert.Equal(SessionId.None, dial.Ticket.Id);
        Assert.Equal(3_000, _machine.NextDue);
    }

    [Fact]
    public void A_session_is_proven_from_when_it_was_asked_for()
    {
        _machine.Start(100);
        _machine.Connected(900, Granted(1));

        Assert.Equal([Dial, Begin], Kinds());
        Assert.Equal(100 + 8_100, _machine.ValidUntil);
    }

    [Fact]
    public void An_answer_proves_the_session_from_when_its_request_was_sent()
    {
        GoUp();

        _machine.Answered(now: 2_000, sentAt: 1_600);

        Assert.Equal(1_600 + 8_100, _machine.ValidUntil);
    }

    [Fact]
    public void A_late_answer_to_an_early_request_takes_nothing_back()
    {
        GoUp();
        _machine.Answered(now: 2_000, sentAt: 1_900);

        _machine.Answered(now: 2_100, sentAt: 1_000);

        Assert.Equal(1_900 + 8_100, _machine.ValidUntil);
    }

    [Fact]
    public void Heartbeats_go_out_every_sixth_of_the_time_out()
    {
        GoUp();
        var pings = new List<long>();
        for (long now = 0; now < 9_000; now += 100)
        {
            _machine.Tick(now);
            if (Kinds().Contains(Ping))
            {
                pings.Add(now);
                _machine.Answered(now, now);
            }
        }

        Assert.Equal([1_500, 3_000, 4_500, 6_000, 7_500], pings);
    }

    [Fact]
    public void A_server_that_is_silent_for_a_third_of_the_time_out_is_left()
    {
        GoUp();
        _machine.Tick(1_500);

        _machine.Tick(2_999);
        Assert.Equal([Ping], Kinds());
        _machine.Tick(3_000);

        Assert.Equal([Suspend], Kinds());
        Assert.Equal(SessionPhase.BackingOff, _machine.Phase);
        Assert.NotNull(_machine.Session);
    }

    [Fact]
    public void After_a_pause_of_its_own_it_asks_before_it_calls_the_server_silent()
    {
        GoUp();

        _machine.Tick(7_000);

        Assert.Equal([Ping], Kinds());
        Assert.Equal(SessionPhase.Up, _machine.Phase);
    }

    [Fact]
    public void A_disconnect_loses_nothing_and_the_session_is_taken_up_again()
    {
        GoUp();
        _machine.Closed(1_000, CloseReason.Disconnected);
        Assert.Equal([Suspend], Kinds());
        _machine.Tick(_machine.NextDue);
        SessionOutput dial = Assert.Single(Take());

        _machine.Connected(1_200, Granted(1));

        Assert.Equal(new SessionId(1), dial.Ticket.Id);
        Assert.Equal([Resume], Kinds());
    }

    [Fact]
    public void A_session_is_given_up_when_the_clock_says_so_and_never_taken_up_again()
    {
        GoUp();
        _machine.Closed(1_000, CloseReason.Disconnected);
        _machine.Tick(_machine.NextDue); // Dials for the old session.
        Take();

        _machine.Tick(8_100);

        SessionOutput[] outputs = Take();
        Assert.Equal([Lose, HangUp, Dial], outputs.Select(output => output.Kind));
        Assert.Equal(SessionId.None, outputs[^1].Ticket.Id);
    }

    [Fact]
    public void An_answer_that_comes_after_the_session_was_overdue_does_not_bring_it_back()
    {
        GoUp();

        _machine.Answered(now: 8_100, sentAt: 8_000);

        Assert.Equal([Lose, HangUp, Dial], Kinds());
        Assert.Null(_machine.Session);
    }

    [Fact]
    public void A_reconnect_that_succeeds_too_late_does_not_bring_the_session_back()
    {
        GoUp();
        _machine.Closed(7_900, CloseReason.Disconnected);
        _machine.Tick(_machine.NextDue);
        Take();

        _machine.Connected(8_200, Granted(1));

        Assert.Equal([Lose, HangUp, Dial], Kinds());
    }

    [Fact]
    public void A_session_given_up_is_surrendered_to_the_next_server()
    {
        GoUp();
        _machine.Tick(8_100);
        Take();

        _machine.Connected(8_300, Granted(2));

        SessionOutput[] outputs = Take();
        Assert.Equal([Begin, Surrender], outputs.Select(output => output.Kind));
        Assert.Equal(new SessionId(1), outputs[1].Ticket.Id);
    }

    [Fact]
    public void An_expired_session_is_lost_and_not_surrendered()
    {
        GoUp();
        _machine.Closed(1_000, CloseReason.Disconnected);
        _machine.Tick(_machine.NextDue);
        Take();

        _machine.Connected(1_200, default);
        SessionOutputKind[] expired = Kinds();
        _machine.Connected(1_300, Granted(2));

        Assert.Equal([Lose, HangUp, Dial], expired);
        Assert.Equal([Begin], Kinds());
    }

    [Fact]
    public void Another_session_than_the_one_asked_for_is_an_expiry()
    {
        GoUp();
        _machine.Closed(1_000, CloseReason.Disconnected);
        _machine.Tick(_machine.NextDue);
        Take();

        _machine.Connected(1_200, Granted(7));

        Assert.Equal([Lose, HangUp, Dial], Kinds());
    }

    [Theory]
    [InlineData(CloseReason.SessionExpired)]
    [InlineData(CloseReason.SessionClosed)]
    public void A_server_that_ends_the_session_is_believed(CloseReason why)
    {
        GoUp();

        _machine.Closed(1_000, why);

        Assert.Equal([Lose, HangUp, Dial], Kinds());
    }

    [Fact]
    public void A_session_proven_in_this_process_goes_on()
    {
        GoUp();

        Assert.True(_machine.IsOverdue(60_000));
        _machine.Prove(60_000);
        _machine.Tick(60_000);

        Assert.Equal([Ping], Kinds());
        Assert.Equal(60_000 + 8_100, _machine.ValidUntil);
    }

    [Fact]
    public void Transports_are_tried_in_order_without_a_pause_and_then_there_is_one()
    {
        SessionMachine machine = Make(transports: 3);
        machine.Start(0);
        var tried = new List<int>();
        while (machine.Phase == SessionPhase.Dialling)
        {
            tried.AddRange(Take(machine).Where(output => output.Kind == Dial).Select(output => output.Transport));
            machine.Closed(1, CloseReason.Unreachable);
        }

        Assert.Equal([0, 1, 2], tried);
        Assert.Equal(SessionPhase.BackingOff, machine.Phase);
    }

    [Fact]
    public void A_server_that_does_not_answer_is_left_for_another()
    {
        SessionMachine machine = Make(transports: 2);
        machine.Start(0);
        Take(machine);

        machine.Tick(3_000);

        SessionOutput[] outputs = Take(machine);
        Assert.Equal([HangUp, Dial], outputs.Select(output => output.Kind));
        Assert.Equal(1, outputs[1].Transport);
    }

    [Fact]
    public void Pauses_grow_up_to_their_limit_and_begin_anew_after_an_answer()
    {
        _machine.Start(0);
        long now = 0;
        var pauses = new List<long>();
        for (int i = 0; i < 12; i++)
        {
            _machine.Closed(now, CloseReason.Unreachable);
            pauses.Add(_machine.NextDue - now);
            now = _machine.NextDue;
            _machine.Tick(now);
        }

        Assert.All(pauses, pause => Assert.InRange(pause, 0, 5_000));
        Assert.InRange(pauses[^1], 2_500, 5_000);
        _machine.Connected(now, Granted(1));
        _machine.Answered(now, now);
        _machine.Closed(now, CloseReason.Disconnected);
        Assert.InRange(_machine.NextDue - now, 0, 50);
    }

    [Fact]
    public void While_a_session_stands_a_pause_is_at_most_a_sixth_of_its_time_out()
    {
        GoUp();
        long now = 10;
        for (int i = 0; i < 20 && _machine.Session is not null; i++)
        {
            _machine.Closed(now, CloseReason.Unreachable);
            Assert.InRange(_machine.NextDue - now, 0, 1_500);
            now = _machine.NextDue;
            _machine.Tick(now);
        }

        Assert.Null(_machine.Session);
    }

    [Fact]
    public void A_ticket_is_taken_up_and_where_it_is_gone_a_new_session_is_opened()
    {
        var ticket = new SessionTicket(new SessionId(42), default);
        SessionMachine machine = Make(resume: ticket);
        machine.Start(0);
        SessionOutput first = Assert.Single(Take(machine));

        machine.Connected(10, default);

        SessionOutput[] second = Take(machine);
        Assert.Equal(ticket, first.Ticket);
        Assert.Equal([HangUp, Dial], second.Select(output => output.Kind));
        Assert.Equal(SessionId.None, second[1].Ticket.Id);
    }

    [Fact]
    public void Where_all_servers_are_behind_for_a_whole_time_out_a_new_session_begins_from_zero()
    {
        _machine.Start(0);
        long now = 0;
        bool isFromZero = false;
        while (!isFromZero && now < 60_000)
        {
            isFromZero = Take().Any(output => output is { Kind: Dial, FromZero: true });
            if (isFromZero)
                break;
            _machine.Closed(now, CloseReason.Refused);
            now = _machine.NextDue;
            _machine.Tick(now);
        }

        Assert.InRange(now, 9_000, 15_000);
    }

    [Fact]
    public void Refused_credentials_stop_it()
    {
        GoUp();

        _machine.Closed(100, CloseReason.AuthFailed);

        Assert.Equal([Lose, HangUp, Stop], Kinds());
        Assert.Equal(long.MaxValue, _machine.NextDue);
    }

    [Fact]
    public void Closing_while_nobody_serves_the_session_tries_each_transport_once()
    {
        GoUp();
        _machine.Closed(100, CloseReason.Disconnected);
        Take();

        _machine.BeginClosing(100);
        SessionOutputKind[] begun = Kinds();
        _machine.Closed(110, CloseReason.Unreachable);

        Assert.Equal([Dial], begun);
        Assert.Equal([HangUp, Lose, HangUp, Stop], Kinds());
    }

    [Fact]
    public void Closing_before_there_is_a_session_stops_at_once()
    {
        _machine.Start(0);
        Take();

        _machine.BeginClosing(10);

        Assert.Equal([HangUp, Stop], Kinds());
    }

    private static SessionMachine Make(int transports = 1, SessionTicket? resume = null) => new(new SessionSettings
    {
        TimeoutMs = 9_000,
        TransportCount = transports,
        TimestampsPerSecond = 1_000,
        MinReconnectDelay = 50,
        MaxReconnectDelay = 5_000,
        Random = new Random(1),
        Resume = resume,
    });

    private static ConnectResponse Granted(long session) =>
        new(new SessionId(session), default, 9_000, IsReadOnly: false, RemembersAnswers: true, Zxid.None);

    private static SessionOutput[] Take(SessionMachine machine)
    {
        var outputs = new List<SessionOutput>();
        while (machine.TryTake(out SessionOutput output))
            outputs.Add(output);
        return [.. outputs];
    }

    private void GoUp()
    {
        _machine.Start(0);
        _machine.Connected(0, Granted(1));
        Take();
    }

    private SessionOutput[] Take() => Take(_machine);

    private SessionOutputKind[] Kinds() => [.. Take().Select(output => output.Kind)];
}
