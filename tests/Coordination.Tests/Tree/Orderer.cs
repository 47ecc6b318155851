using Coordination.Requests;
using Coordination.Transports;
using Coordination.Tree;
using Coordination.Tree.Commands;
using Coordination.Tree.Security;

namespace Coordination.Tests.Tree;

/// <summary>
/// Puts requests in order for one tree, as an ensemble would: the next zxid, a clock that tests move, a session to
/// speak for.
/// </summary>
internal sealed class Orderer(ZnodeTree tree)
{
    private long _zxid = tree.LastZxid.Value;

    public Orderer()
        : this(new ZnodeTree())
    {
    }

    public ZnodeTree Tree { get; set; } = tree;

    public long NowMs { get; set; } = 1_000_000;

    public SessionId Session { get; set; }

    public Identities Caller { get; set; } = Identities.Anonymous;

    /// <summary>All changes so far.</summary>
    public List<Change> Changes { get; } = [];

    public Answer<Response> Apply(IRequest request) => Apply(request, Session);

    public Answer<Response> Apply(IRequest request, SessionId session, int xid = 0, int ackedXid = 0)
    {
        int attach = Tree.TryGetSession(session, out var found) ? found.Attach : 0;
        return Apply(request, session, attach, xid, ackedXid);
    }

    public Answer<Response> Apply(IRequest request, SessionId session, int attach, int xid, int ackedXid) =>
        Tree.Apply(new Command(new Zxid(++_zxid), NowMs, session, attach, xid, ackedXid, Caller, request), Changes);

    public SessionId Open(bool remembersAnswers = false, byte replica = 1, int timeoutMs = 10_000)
    {
        Answer<Response> answer = Apply(
            new CreateSessionRequest(new SessionPassword(new byte[16]), timeoutMs, replica, remembersAnswers),
            SessionId.None);
        return Assert.IsType<CreateSessionResponse>(answer.Body).Session;
    }

    public ErrorCode TryCreate(
        ZPath path, CreateMode mode = CreateMode.Persistent, string data = "", IReadOnlyList<Acl>? acl = null,
        long ttlMs = 0) =>
        Apply(NewCreate(path, mode, data, acl, ttlMs)).Code;

    public CreateResponse Create(
        ZPath path, CreateMode mode = CreateMode.Persistent, string data = "", IReadOnlyList<Acl>? acl = null,
        long ttlMs = 0)
    {
        Answer<Response> answer = Apply(NewCreate(path, mode, data, acl, ttlMs));
        Assert.Equal(ErrorCode.Ok, answer.Code);
        return Assert.IsType<CreateResponse>(answer.Body);
    }

    public ErrorCode Delete(ZPath path, int version = -1) => Apply(new DeleteRequest(path, version)).Code;

    public ErrorCode TrySet(ZPath path, string data, int version = -1) =>
        Apply(new SetDataRequest(path, Bytes(data), version)).Code;

    public Stat Set(ZPath path, string data, int version = -1) =>
        Assert.IsType<SetDataResponse>(Apply(new SetDataRequest(path, Bytes(data), version)).Body).Stat;

    public ErrorCode Read<T, R>(T request, out R? answer)
        where T : struct, IReadRequest<R>
        where R : Response => Tree.Read(Session, Caller, request, out answer);

    public bool Exists(ZPath path) => Read(new ExistsRequest(path), out ExistsResponse? _) == ErrorCode.Ok;

    public Stat Stat(ZPath path)
    {
        Assert.Equal(ErrorCode.Ok, Read(new ExistsRequest(path), out ExistsResponse? answer));
        return answer!.Stat; // Not null: the code is Ok.
    }

    public string Data(ZPath path)
    {
        Assert.Equal(ErrorCode.Ok, Read(new GetDataRequest(path), out GetDataResponse? answer));
        return System.Text.Encoding.UTF8.GetString(answer!.Data.Span); // Not null: the code is Ok.
    }

    public string[] Children(ZPath path)
    {
        Assert.Equal(ErrorCode.Ok, Read(new GetChildrenRequest(path), out GetChildrenResponse? answer));
        return [.. answer!.Children.Order(StringComparer.Ordinal)]; // Not null: the code is Ok.
    }

    public static CreateRequest NewCreate(
        ZPath path, CreateMode mode = CreateMode.Persistent, string data = "", IReadOnlyList<Acl>? acl = null,
        long ttlMs = 0) =>
        new(path, Bytes(data), acl ?? Acl.Open, mode, ttlMs);

    public static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
