using Coordination.Requests;
using Coordination.Tree;
using Coordination.Tree.Commands;
using Coordination.Tree.Security;

namespace Coordination.Tests.Tree;

/// <summary>Commands of all kinds, drawn from a seed, over few enough paths and sessions that they meet.</summary>
internal sealed class RandomCommands(int seed)
{
    private static readonly string[] Names = ["a", "b", "ü", "long-name-of-a-znode"];
    private static readonly AuthId Alice = new("digest", "alice:hash");

    private static readonly IReadOnlyList<Acl>[] Acls =
    [
        Acl.Open, Acl.Open, Acl.Open, Acl.ReadOnly, Acl.CreatorAll,
        [new Acl(Permissions.All, Alice), new Acl(Permissions.Read, AuthId.Anyone)], [],
    ];

    private readonly Random _random = new(seed);
    private readonly List<SessionId> _sessions = [];
    private readonly Dictionary<SessionId, int> _xids = [];
    private long _zxid;
    private long _nowMs = 1_000_000;
    private bool _hasWide;

    /// <summary>Draws the next commands and applies each to a tree.</summary>
    public void Run(ZnodeTree tree, int count)
    {
        for (int i = 0; i < count; i++)
        {
            var changes = new List<Change>();
            object? opened = tree.Apply(Next(tree), changes).Body;
            if (opened is CreateSessionResponse { Session: var session })
                _sessions.Add(session);
        }
    }

    /// <summary>
    /// Applies writes over one wide directory: enough znodes for several pages, and enough data for several chunks.
    /// </summary>
    public void RunWide(ZnodeTree tree, int count)
    {
        var changes = new List<Change>();
        for (int i = 0; i < count; i++)
        {
            var order = new Zxid(++_zxid);
            tree.Apply(
                new Command(order, ++_nowMs, SessionId.None, 0, 0, 0, Identities.Anonymous, NextWide()), changes);
        }
    }

    public Command Next(ZnodeTree tree)
    {
        _nowMs += _random.Next(20);
        SessionId session = _sessions.Count > 0 && _random.Next(4) > 0
            ? _sessions[_random.Next(_sessions.Count)]
            : SessionId.None;
        IRequest body = NextBody(tree, ref session);
        int attach = tree.TryGetSession(session, out var record) ? record.Attach : 1;
        int xid = _xids.GetValueOrDefault(session) + _random.Next(3);
        _xids[session] = Math.Max(1, xid);
        Identities caller = _random.Next(3) == 0 ? Identities.Anonymous.With(Alice) : Identities.Anonymous;
        return new Command(
            new Zxid(++_zxid), _nowMs, session, attach, Math.Max(1, xid), xid - _random.Next(5), caller, body);
    }

    /// <summary>A write that a client sends, also in a multi.</summary>
    public IRequest NextWrite() => _random.Next(10) switch
    {
        < 4 => new CreateRequest(NextPath(), NextData(), NextAcl(), NextMode(out long ttlMs), ttlMs),
        < 6 => new SetDataRequest(NextPath(), NextData(), NextVersion()),
        < 9 => new DeleteRequest(NextPath(), NextVersion()),
        _ => new CheckVersionRequest(NextPath(), NextVersion()),
    };

    private IRequest NextWide()
    {
        const int MostZnodes = 4_000, MostBytes = 3_000;
        if (!_hasWide)
        {
            _hasWide = true;
            return new CreateRequest("/wide", Array.Empty<byte>(), Acl.Open, CreateMode.Persistent);
        }

        ZPath path = $"/wide/{_random.Next(MostZnodes)}";
        byte[] data = new byte[_random.Next(MostBytes)];
        _random.NextBytes(data);
        return _random.Next(10) switch
        {
            < 6 => new CreateRequest(path, data, Acl.Open, CreateMode.Persistent),
            < 8 => new SetDataRequest(path, data, -1),
            _ => new DeleteRequest(path, -1),
        };
    }

    private IRequest NextBody(ZnodeTree tree, ref SessionId session)
    {
        int kind = _random.Next(100);
        if (kind < 70)
            return NextWrite();
        if (kind < 80)
            return NextMulti(_random.Next(1, 6));
        if (kind < 85)
            return new SetAclRequest(NextPath(), NextAcl(), NextVersion());
        if (kind < 87 && session != SessionId.None)
            return new CloseSessionRequest();

        session = SessionId.None;
        if (kind >= 95 && NextReaping(tree) is { } reaping)
            return reaping;
        if (_sessions.Count == 0 || kind < 91)
            return new CreateSessionRequest(
                new SessionPassword(new byte[16]), 1000, (byte)_random.Next(3), _random.Next(2) == 0);
        SessionId other = _sessions[_random.Next(_sessions.Count)];
        return kind < 93
            ? new AttachSessionRequest(other, new SessionPassword(new byte[16]), (byte)_random.Next(3))
            : new ExpireSessionRequest(other, _random.Next(1, 3));
    }

    public MultiRequest NextMulti(int operations) => new([.. Enumerable.Range(0, operations).Select(_ => NextWrite())]);

    private IRequest? NextReaping(ZnodeTree tree)
    {
        var found = new List<IRequest>();
        tree.CollectReapable(_nowMs, most: 10, found);
        return found.Count > 0 ? found[_random.Next(found.Count)] : null;
    }

    private ZPath NextPath()
    {
        if (_random.Next(12) == 0)
            return _random.Next(2) == 0 ? "/zookeeper/quota/a/zookeeper_limits" : "/zookeeper/quota/a";
        ZPath path = ZPath.Root;
        for (int depth = _random.Next(1, 4); depth > 0; depth--)
            path /= Names[_random.Next(Names.Length)];
        return path;
    }

    private byte[] NextData() => _random.Next(8) == 0 ? "count=3,bytes=9"u8.ToArray() : new byte[_random.Next(40)];

    private IReadOnlyList<Acl> NextAcl() => Acls[_random.Next(Acls.Length)];

    private int NextVersion() => _random.Next(3) == 0 ? _random.Next(3) : -1;

    private CreateMode NextMode(out long ttlMs)
    {
        CreateMode mode = _random.Next(2) == 0 ? CreateMode.Persistent : (CreateMode)_random.Next(7);
        ttlMs = mode.HasTimeToLive() ? _random.Next(1, 50) : 0;
        return mode;
    }
}
