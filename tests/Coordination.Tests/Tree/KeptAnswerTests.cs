using Coordination.Requests;
using Coordination.Transports;
using Coordination.Tree.Commands;

namespace Coordination.Tests.Tree;

/// <summary>A write is done exactly once, also when its answer was lost and it was sent again (RAFT.md §6.4).</summary>
public sealed class KeptAnswerTests
{
    private readonly Orderer _tree = new();
    private readonly SessionId _session;

    public KeptAnswerTests() => _session = _tree.Open(remembersAnswers: true);

    [Fact]
    public void A_retry_gets_the_kept_answer_and_changes_nothing()
    {
        Answer<Response> first =
            _tree.Apply(Orderer.NewCreate("/n", CreateMode.PersistentSequential), _session, xid: 1);

        Answer<Response> again =
            _tree.Apply(Orderer.NewCreate("/n", CreateMode.PersistentSequential), _session, xid: 1);

        Assert.Equal(first, again);
        Assert.Equal(["n0000000000", "zookeeper"], _tree.Children("/"));
    }

    [Fact]
    public void An_error_is_an_answer_too()
    {
        Answer<Response> first = _tree.Apply(new DeleteRequest("/late", -1), _session, xid: 1);
        _tree.Create("/late");

        Answer<Response> again = _tree.Apply(new DeleteRequest("/late", -1), _session, xid: 1);

        Assert.Equal(ErrorCode.NoNode, again.Code);
        Assert.Equal(first.Zxid, again.Zxid);
        Assert.True(_tree.Exists("/late"));
    }

    [Fact]
    public void The_answer_stays_over_a_reattach()
    {
        Answer<Response> first = _tree.Apply(Orderer.NewCreate("/a"), _session, xid: 5);
        _tree.Apply(new AttachSessionRequest(_session, new SessionPassword(new byte[16]), 2), SessionId.None);

        Assert.Equal(first, _tree.Apply(Orderer.NewCreate("/a"), _session, xid: 5));
    }

    [Fact]
    public void Answers_that_have_arrived_are_forgotten_and_the_others_kept()
    {
        UInt128 before = _tree.Tree.Digest;
        _tree.Apply(new DeleteRequest("/x", -1), _session, xid: 1);
        Answer<Response> second = _tree.Apply(new DeleteRequest("/x", -1), _session, xid: 2);
        Answer<Response> third = _tree.Apply(new DeleteRequest("/x", -1), _session, xid: 3, ackedXid: 1);

        Assert.NotEqual(before, _tree.Tree.Digest);
        Assert.Equal(second, _tree.Apply(new DeleteRequest("/x", -1), _session, xid: 2, ackedXid: 1));
        Assert.Equal(third, _tree.Apply(new DeleteRequest("/x", -1), _session, xid: 3, ackedXid: 2));
        Assert.Equal(ErrorCode.BadArguments, _tree.Apply(Orderer.NewCreate("/x"), _session, xid: 2, ackedXid: 2).Code);
        Assert.False(_tree.Exists("/x"));
    }

    [Fact]
    public void A_session_of_the_plain_protocol_is_owed_nothing()
    {
        SessionId plain = _tree.Open();
        Answer<Response> first = _tree.Apply(Orderer.NewCreate("/n", CreateMode.PersistentSequential), plain, xid: 1);
        Answer<Response> second = _tree.Apply(Orderer.NewCreate("/n", CreateMode.PersistentSequential), plain, xid: 1);

        Assert.NotEqual(first.Body, second.Body);
    }

    [Fact]
    public void A_refusal_for_an_older_attachment_is_not_kept()
    {
        _tree.Apply(new AttachSessionRequest(_session, new SessionPassword(new byte[16]), 2), SessionId.None);
        Assert.Equal(
            ErrorCode.SessionMoved,
            _tree.Apply(Orderer.NewCreate("/a"), _session, attach: 1, xid: 1, ackedXid: 0).Code);

        Assert.Equal(ErrorCode.Ok, _tree.Apply(Orderer.NewCreate("/a"), _session, xid: 1).Code);
    }

    [Fact]
    public void Numbers_that_have_come_around_are_no_retries()
    {
        int[] numbers = [1 << 29, 1 << 30, (1 << 30) + (1 << 29), int.MaxValue, 1, 2];
        int acked = 0;
        foreach (int xid in numbers)
        {
            Assert.Equal(ErrorCode.Ok, _tree.Apply(Orderer.NewCreate($"/n{xid}"), _session, xid, acked).Code);
            acked = xid;
        }

        Assert.Equal(ErrorCode.Ok, _tree.Apply(Orderer.NewCreate("/n2"), _session, xid: 2, ackedXid: 1).Code);
        Assert.Equal(2, _tree.Tree.LastXidOf(_session));
        Assert.Equal(0, _tree.Tree.LastXidOf(new SessionId(99)));
    }

    [Fact]
    public void Without_a_number_nothing_is_a_retry()
    {
        _tree.Apply(Orderer.NewCreate("/a"), _session, xid: 5);

        Assert.Equal(ErrorCode.NodeExists, _tree.Apply(Orderer.NewCreate("/a"), _session, xid: 0).Code);
    }

    [Fact]
    public void A_session_is_closed_under_whatever_number()
    {
        _tree.Apply(Orderer.NewCreate("/a"), _session, xid: 5);

        Assert.Equal(ErrorCode.Ok, _tree.Apply(new CloseSessionRequest(), _session, xid: 1).Code);
        Assert.False(_tree.Tree.TryGetSession(_session, out _));
    }

    [Fact]
    public void The_last_number_is_in_the_digest_also_when_every_answer_has_arrived()
    {
        Assert.Equal(DigestAfter(7), DigestAfter(7));
        Assert.NotEqual(DigestAfter(7), DigestAfter(8));

        static UInt128 DigestAfter(int xid)
        {
            var tree = new Orderer();
            SessionId session = tree.Open(remembersAnswers: true);
            tree.Apply(new DeleteRequest("/x", -1), session, xid);
            tree.Apply(new DeleteRequest("/x", -1), session, xid, ackedXid: xid);
            return tree.Tree.Digest;
        }
    }
}
