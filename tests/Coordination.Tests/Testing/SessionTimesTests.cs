using Coordination.Requests;
using Coordination.Testing;
using Coordination.Transports;
using Coordination.Tree.Commands;
using Coordination.Tree.Security;

namespace Coordination.Tests.Testing;

public sealed class SessionTimesTests
{
    private const double TimeoutS = 10;
    private static readonly SessionId Session = new(1);

    private readonly WireScript _wire = new();
    private ErrorCode _outcome = ErrorCode.Ok;

    [Fact]
    public void An_expiry_after_a_whole_timeout_of_silence_is_in_order()
    {
        Heard(at: 3);

        Check(expiredAt: 3 + TimeoutS);
    }

    [Fact]
    public void What_was_never_answered_need_not_have_been_heard()
    {
        Heard(at: 3);
        _wire.At(8).Connect().Send(7, new PingRequest());

        Check(expiredAt: 3 + TimeoutS);
    }

    [Fact]
    public void The_signs_of_life_of_another_session_do_not_count()
    {
        Heard(at: 3);
        Heard(at: 9, session: 2);

        Check(expiredAt: 3 + TimeoutS);
    }

    [Fact]
    public void An_expiry_before_the_timeout_is_found()
    {
        Heard(at: 3);

        CheckFails(expiredAt: 2.9 + TimeoutS, "although its request 7");
    }

    [Fact]
    public void What_was_heard_on_any_of_its_connections_counts()
    {
        Heard(at: 8);
        Heard(at: 3);

        CheckFails(expiredAt: 3 + TimeoutS, "although its request 7");
    }

    [Fact]
    public void Clocks_that_run_apart_may_shorten_it_by_as_much()
    {
        Heard(at: 3);

        Check(expiredAt: 3 + (0.9 * TimeoutS), driftPpm: 50_000);
        CheckFails(expiredAt: 3 + (0.89 * TimeoutS), "although its request 7", driftPpm: 50_000);
    }

    [Fact]
    public void An_expiry_while_a_client_takes_the_session_for_proven_is_found() =>
        CheckFails(expiredAt: 99, "while a took it for proven", believer: "a");

    [Fact]
    public void A_request_that_is_served_after_the_expiry_is_found()
    {
        Heard(at: 50);

        CheckFails(expiredAt: 40, "was served at");
    }

    [Fact]
    public void An_expiry_that_was_refused_did_no_harm()
    {
        Heard(at: 3);
        _outcome = ErrorCode.SessionMoved;

        Check(expiredAt: 4, believer: "a");
    }

    private void Heard(double at, long session = 1)
    {
        WireScript.ScriptedWireConnection connection =
            _wire.Connect(session: session, timeoutMs: (int)(1000 * TimeoutS));
        _wire.At(at);
        connection.Send(7, new PingRequest());
        _wire.At(at + 0.1);
        connection.Answer(7, 1);
    }

    private void Check(double expiredAt, int driftPpm = 0, string? believer = null)
    {
        Command command = new(new Zxid(1), 0, SessionId.None, 0, 0, 0, Identities.Anonymous, new PingRequest());
        AppliedCommand applied = new(command, new Answer<Response>(new Zxid(1), _outcome, null), []);
        Expiry expiry = new(Session, TimeSpan.FromSeconds(expiredAt), CommandIndex: 0, believer);
        new SessionTimes([applied], [expiry], driftPpm).Check(_wire.Connections);
    }

    private void CheckFails(double expiredAt, string how, int driftPpm = 0, string? believer = null) =>
        Assert.Contains(
            how, Assert.Throws<CheckFailedException>(() => Check(expiredAt, driftPpm, believer)).Message);
}
