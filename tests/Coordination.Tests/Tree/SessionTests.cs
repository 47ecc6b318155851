using Coordination.Requests;
using Coordination.Tree.Commands;
using Coordination.Tree.Sessions;

namespace Coordination.Tests.Tree;

public sealed class SessionTests
{
    private static readonly SessionPassword Password = new([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);

    private readonly Orderer _tree = new();

    [Fact]
    public void A_session_id_has_the_replica_in_its_high_byte_and_is_never_used_twice()
    {
        SessionId first = _tree.Open(replica: 3);
        _tree.Apply(new CloseSessionRequest(), first);
        SessionId second = _tree.Open(replica: 3);

        Assert.Equal(3, first.Value >> 56);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void The_replica_number_that_marks_a_time_to_live_is_refused() =>
        Assert.Equal(
            ErrorCode.BadArguments,
            _tree.Apply(
                new CreateSessionRequest(Password, 1000, SessionTable.ReservedReplica, RemembersAnswers: false),
                SessionId.None).Code);

    [Fact]
    public void A_session_is_found_as_it_was_opened()
    {
        var opened = Assert.IsType<CreateSessionResponse>(
            _tree.Apply(new CreateSessionRequest(Password, 1234, 7, RemembersAnswers: true), SessionId.None).Body);

        Assert.True(_tree.Tree.TryGetSession(opened.Session, out SessionRecord? session));

        Assert.Equal(
            new SessionRecord(opened.Session, Password, 1234, Attach: 1, Replica: 7, RemembersAnswers: true), session);
        Assert.Equal([session], _tree.Tree.Sessions);
    }

    [Fact]
    public void Nothing_of_an_older_attachment_takes_effect()
    {
        SessionId session = _tree.Open();
        Assert.Equal(
            new AttachSessionResponse(2, 10_000, RemembersAnswers: false),
            _tree.Apply(new AttachSessionRequest(session, new SessionPassword(new byte[16]), 2), SessionId.None).Body);

        Assert.Equal(
            ErrorCode.SessionMoved, _tree.Apply(Orderer.NewCreate("/a"), session, attach: 1, xid: 0, ackedXid: 0).Code);
        Assert.Equal(ErrorCode.Ok, _tree.Apply(Orderer.NewCreate("/a"), session, attach: 2, xid: 0, ackedXid: 0).Code);
    }

    [Fact]
    public void A_wrong_password_and_an_unknown_session_attach_nobody()
    {
        SessionId session = _tree.Open();

        Assert.Equal(
            ErrorCode.SessionExpired, _tree.Apply(new AttachSessionRequest(session, Password, 2), SessionId.None).Code);
        Assert.Equal(
            ErrorCode.SessionExpired,
            _tree.Apply(new AttachSessionRequest(new SessionId(99), Password, 2), SessionId.None).Code);
        Assert.True(_tree.Tree.TryGetSession(session, out SessionRecord? record));
        Assert.Equal(1, record.Attach);
    }

    [Fact]
    public void A_nomination_for_expiry_from_before_an_attach_is_refused()
    {
        SessionId session = _tree.Open();
        _tree.Apply(new AttachSessionRequest(session, new SessionPassword(new byte[16]), 2), SessionId.None);

        Assert.Equal(
            ErrorCode.SessionMoved, _tree.Apply(new ExpireSessionRequest(session, Attach: 1), SessionId.None).Code);
        Assert.Equal(ErrorCode.Ok, _tree.Apply(new ExpireSessionRequest(session, Attach: 2), SessionId.None).Code);
        Assert.Equal(
            ErrorCode.SessionExpired, _tree.Apply(new ExpireSessionRequest(session, Attach: 2), SessionId.None).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Ephemeral_znodes_vanish_in_path_order_under_one_zxid_when_their_session_ends(bool expires)
    {
        SessionId other = _tree.Open();
        _tree.Session = _tree.Open();
        _tree.Create("/p");
        string[] mine = ["/p/c", "/b", "/p/a", "/a"];
        foreach (string path in mine)
            _tree.Create(path, CreateMode.Ephemeral);
        _tree.Apply(Orderer.NewCreate("/theirs", CreateMode.Ephemeral), other);
        _tree.Changes.Clear();

        if (expires)
            _tree.Apply(new ExpireSessionRequest(_tree.Session, Attach: 1), SessionId.None);
        else
            _tree.Apply(new CloseSessionRequest());

        Assert.Equal(["/a", "/b", "/p/a", "/p/c"], _tree.Changes.Select(change => change.Path.Value));
        Assert.All(
            _tree.Changes,
            change => Assert.Equal((_tree.Tree.LastZxid, WatchEventType.NodeDeleted), (change.Zxid, change.Type)));
        Assert.Equal(_tree.Tree.LastZxid, _tree.Stat("/p").Pzxid);
        Assert.True(_tree.Exists("/theirs"));
        Assert.Equal(1, _tree.Tree.EphemeralCount);
        Assert.Equal(ErrorCode.SessionExpired, _tree.TryCreate("/late"));
    }

    [Fact]
    public void Ephemeral_znodes_deleted_by_hand_do_not_bother_the_end_of_their_session()
    {
        _tree.Session = _tree.Open();
        _tree.Create("/e", CreateMode.Ephemeral);
        _tree.Delete("/e");
        _tree.Create("/e");

        _tree.Apply(new CloseSessionRequest());

        _tree.Session = SessionId.None;
        Assert.True(_tree.Exists("/e"));
    }

    [Fact]
    public void An_ephemeral_znode_needs_a_session() =>
        Assert.Equal(ErrorCode.SessionExpired, _tree.TryCreate("/e", CreateMode.Ephemeral));

    [Fact]
    public void Order_that_goes_back_is_the_callers_mistake()
    {
        _tree.Create("/a");
        Assert.Throws<ArgumentException>(() => Apply(zxid: 1, timeMs: _tree.NowMs));
        Assert.Throws<ArgumentException>(() => Apply(zxid: 2, timeMs: _tree.NowMs - 1));

        void Apply(long zxid, long timeMs) => _tree.Tree.Apply(
            new Command(new Zxid(zxid), timeMs, SessionId.None, 0, 0, 0, _tree.Caller, new DeleteRequest("/a", -1)),
            []);
    }
}
