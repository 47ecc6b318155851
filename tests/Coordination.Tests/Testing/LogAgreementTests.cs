using Coordination.Requests;
using Coordination.Testing;
using Coordination.Transports;
using Coordination.Tree.Commands;
using Coordination.Tree.Security;
using static Coordination.Tests.Testing.WireScript;

namespace Coordination.Tests.Testing;

public sealed class LogAgreementTests
{
    private static readonly SetDataRequest Write = new("/x", Array.Empty<byte>(), -1);

    private readonly WireScript _wire = new();
    private readonly List<AppliedCommand> _applied = [];

    [Fact]
    public void Answers_that_are_those_of_the_log_agree_with_it()
    {
        Apply(xid: 1);
        Apply(xid: 1, changes: 0); // Sent again: it has its kept answer, and changes nothing.
        Apply(xid: 2, code: ErrorCode.NoNode, changes: 0);
        Apply(xid: 1, session: 2);
        Connect().Send(1, Write).Send(2, Write);
        Connect().Send(1, Write).Send(2, Write).Answer(1, 1).Answer(2, 3, code: ErrorCode.NoNode);
        Connect(session: 2).Send(1, Write).Answer(1, 4);

        Check();
    }

    [Fact]
    public void What_was_refused_before_it_was_ordered_or_never_answered_needs_no_place()
    {
        Connect().Send(1, Write).Send(2, Write).Answer(1, 0, code: ErrorCode.NoAuth);

        Check();
    }

    [Fact]
    public void Without_numbers_in_the_log_the_answer_tells_the_place()
    {
        Apply(xid: 0);
        Connect().Send(7, Write).Answer(7, 1);

        Check();
    }

    [Fact]
    public void A_write_that_was_acknowledged_and_never_ordered_is_found()
    {
        Apply(xid: 1, session: 2);
        Connect().Send(1, Write).Answer(1, 1);

        CheckFails("was acknowledged and never ordered");
    }

    [Fact]
    public void Without_numbers_another_request_of_the_session_is_no_place()
    {
        Apply(xid: 0, body: new DeleteRequest("/x", -1));
        Connect().Send(7, Write).Answer(7, 1);

        CheckFails("was acknowledged and never ordered");
    }

    [Theory]
    [InlineData(2, ErrorCode.Ok)]
    [InlineData(1, ErrorCode.BadVersion)]
    public void An_answer_other_than_the_one_in_the_log_is_found(long zxid, ErrorCode code)
    {
        Apply(xid: 1);
        Connect().Send(1, Write).Answer(1, zxid, code: code);

        CheckFails("while in the log it is");
    }

    [Fact]
    public void A_body_other_than_the_one_in_the_log_is_found()
    {
        Apply(xid: 1, answer: new SetDataResponse(default(Stat) with { Version = 1 }));
        Connect().Send(1, Write).Answer(1, 1, new SetDataResponse(default(Stat) with { Version = 2 }));

        CheckFails("while in the log it is");
    }

    [Fact]
    public void A_multi_is_compared_result_by_result()
    {
        Apply(xid: 1, answer: new MultiResponse([Result(1)]));
        Connect().Send(1, new MultiRequest([])).Answer(1, 1, new MultiResponse([Result(1)]));
        Check();

        Apply(xid: 2, answer: new MultiResponse([Result(1)]));
        Connect().Send(2, new MultiRequest([])).Answer(2, 2, new MultiResponse([Result(2)]));
        CheckFails("while in the log it is");

        static OperationResult Result(int version) =>
            new(OpCode.SetData, ErrorCode.Ok, new SetDataResponse(default(Stat) with { Version = version }));
    }

    [Fact]
    public void A_write_that_took_effect_twice_is_found()
    {
        Apply(xid: 1);
        Apply(xid: 1);

        CheckFails("took effect twice");
    }

    [Fact]
    public void A_write_that_took_effect_after_a_later_one_of_its_session_is_found()
    {
        Apply(xid: 2);
        Apply(xid: 1);

        CheckFails("took effect late");
    }

    [Fact]
    public void The_numbers_of_a_close_say_nothing()
    {
        Apply(xid: 2);
        Apply(xid: 1, body: new CloseSessionRequest());

        Check();
    }

    [Fact]
    public void An_order_against_real_time_is_found()
    {
        Apply(xid: 1, session: 2);
        Apply(xid: 1, session: 1);
        Connect(session: 1).Send(1, Write).Answer(1, 2);
        Connect(session: 2).Send(1, Write).Answer(1, 1);

        CheckFails("but ordered after it");
    }

    [Fact]
    public void What_overlapped_may_be_ordered_either_way()
    {
        Apply(xid: 1, session: 2);
        Apply(xid: 1, session: 1);
        ScriptedWireConnection first = Connect(session: 1).Send(1, Write);
        Connect(session: 2).Send(1, Write).Answer(1, 1);
        first.Answer(1, 2);

        Check();
    }

    // A write that is sent again counts from when it was sent first.
    [Fact]
    public void A_retry_may_be_ordered_where_its_first_sending_was()
    {
        Apply(xid: 1, session: 1);
        Apply(xid: 1, session: 2);
        Connect(session: 1).Send(1, Write);
        Connect(session: 2).Send(1, Write).Answer(1, 2);
        Connect(session: 1).Send(1, Write).Answer(1, 1);

        Check();
    }

    private ScriptedWireConnection Connect(long session = 1) => _wire.Connect(session: session);

    private void Apply(
        int xid,
        long session = 1,
        ErrorCode code = ErrorCode.Ok,
        int changes = 1,
        IRequest? body = null,
        Response? answer = null)
    {
        var zxid = new Zxid(_applied.Count + 1);
        _applied.Add(new AppliedCommand(
            new Command(zxid, 0, new SessionId(session), 0, xid, 0, Identities.Anonymous, body ?? Write),
            new Answer<Response>(zxid, code, answer),
            [.. Enumerable.Repeat(new Change(zxid, WatchEventType.NodeDataChanged, "/x"), changes)]));
    }

    private void Check() => new LogAgreement(_applied).Check(_wire.Connections);

    private void CheckFails(string how) => Assert.Contains(how, Assert.Throws<CheckFailedException>(Check).Message);
}
