using Coordination.Requests;
using Coordination.Testing;
using Coordination.Testing.Contracts;
using Coordination.Transports;

namespace Coordination.Contract.Tests;

/// <summary>Draws requests about a few paths: often right, often wrong in one thing or another.</summary>
internal sealed class RandomRequests(SeededRandom random)
{
    private static readonly ZPath[] Paths =
    [
        "/", "/a", "/a", "/a/b", "/a/b/c", "/e", "/e/x", "/limited", "/limited/x", "/zookeeper",
        "/zookeeper/quota/limited",
        "/zookeeper/quota/limited/zookeeper_limits",
        "/zookeeper/quota/limited/zookeeper_stats",
        ZPath.SequentialPrefix("/a/"), "/" + new string('n', 70_000),
    ];

    // What only its own ACL lets change, once locked would be so for good.
    private static readonly ZPath[] Lockable =
        [.. Paths.Where(path => path != ZPath.Root && !path.Value.StartsWith("/zookeeper", StringComparison.Ordinal))];

    private static readonly Acl[][] Acls =
    [
        [.. Acl.Open], [.. Acl.Open], [.. Acl.Open], [.. Acl.ReadOnly], [.. Acl.CreatorAll], [],
        [new Acl(Permissions.All, new AuthId("nobody-knows", "x"))], [new Acl(Permissions.None, AuthId.Anyone)],
        [new Acl(Permissions.All, new AuthId("digest", new string('x', WriteSize)))],
    ];

    private static readonly byte[] HardQuota = "count=-1,bytes=-1=;byteHardLimit=9;countHardLimit=2"u8.ToArray();

    private static readonly byte[] NoUse = "count=0,bytes=0"u8.ToArray();

    private static readonly byte[][] Contents =
    [
        [], [1, 2, 3], new byte[100], new byte[WriteSize],
        HardQuota, NoUse,
    ];

    /// <summary>One byte more than a znode holds.</summary>
    private const int WriteSize = 0xfffff + 1;

    /// <summary>Makes what hardly comes by chance: an ephemeral znode, and a hard quota that is used up.</summary>
    public async Task PrepareAsync(BareConnection connection)
    {
        await connection.SendAsync(new DeleteRequest("/e/x", -1));
        await connection.SendAsync(new DeleteRequest("/e", -1));
        await connection.SendAsync(new CreateRequest("/e", default, Acl.Open, CreateMode.Ephemeral));

        await connection.SendAsync(new CreateRequest("/limited", default, Acl.Open, CreateMode.Persistent));
        await connection.SendAsync(new CreateRequest("/limited/full", default, Acl.Open, CreateMode.Persistent));
        ZPath quota = "/zookeeper/quota/limited";
        await connection.SendAsync(new CreateRequest(quota, default, Acl.Open, CreateMode.Persistent));
        foreach ((string name, byte[] data) in new[] { ("zookeeper_limits", HardQuota), ("zookeeper_stats", NoUse) })
            await connection.SendAsync(new CreateRequest(quota / name, data, Acl.Open, CreateMode.Persistent));
    }

    /// <summary>Sends one on a connection.</summary>
    public async Task SendAsync(BareConnection connection)
    {
        Task<Answer<Response>> answer = random.Next(24) switch
        {
            0 or 1 or 2 or 3 => Send(connection, Create()),
            4 or 5 => Send(connection, Delete()),
            6 or 7 => Send(connection, Set()),
            8 => Send(connection, new SetAclRequest(Pick(Lockable), Pick(Acls), Version())),
            9 => Send(connection, Check()),
            10 or 11 => Send(connection, new MultiRequest(Several(Writing))),
            12 => Send(connection, new ExistsRequest(Path(), Flag())),
            13 => Send(connection, new GetDataRequest(Path(), Flag())),
            14 => Send(connection, new GetChildrenRequest(Path(), Flag())),
            15 => Send(connection, new GetAclRequest(Path())),
            16 => Send(connection, new GetAllChildrenNumberRequest(Path())),
            17 => Send(connection, new GetEphemeralsRequest(Path())),
            18 => Send(connection, new MultiReadRequest(Several(Reading))),
            19 => Send(connection, new AddWatchRequest(Path(), (AddWatchMode)random.Next(3))),
            20 => Send(connection, new CheckWatchesRequest(Path(), (WatcherType)random.Next(7))),
            21 => Send(connection, new RemoveWatchesRequest(Path(), (WatcherType)random.Next(7))),
            22 => Send(connection, new SetWatchesRequest(Zxid.None, [Path()], [Path()], [Path()], [Path()], [Path()])),
            _ => Rarely(connection),
        };
        await answer;
    }

    private Task<Answer<Response>> Rarely(BareConnection connection) => random.Next(5) switch
    {
        0 => Send(connection, new SyncRequest(Path())),
        1 => Send(connection, new WhoAmIRequest()),
        2 => Send(connection, new ReconfigRequest("server.9=x", null, null, -1)),
        3 => Send(connection, new PingRequest()),
        _ => Send(connection, new AuthRequest(Flag() ? "digest" : "nobody-knows", "ann:secret"u8.ToArray())),
    };

    private static Task<Answer<Response>> Send<T>(BareConnection connection, T request)
        where T : struct, IRequest => connection.SendAsync(request);

    private CreateRequest Create()
    {
        var mode = (CreateMode)random.Next(8); // The last is none.
        long life = mode.HasTimeToLive() != random.Chance(0.1) ? 3_600_000 : 0;
        return new CreateRequest(Path(), Pick(Contents), Pick(Acls), mode, life, Flag());
    }

    private DeleteRequest Delete() => new(Path(), Version());

    private SetDataRequest Set() => new(Path(), Pick(Contents), Version());

    private CheckVersionRequest Check() => new(Path(), Version());

    private IRequest Writing() => random.Next(4) switch
    {
        0 => Create(),
        1 => Delete(),
        2 => Set(),
        _ => Check(),
    };

    private IRequest Reading() => Flag() ? new GetDataRequest(Path()) : new GetChildrenRequest(Path());

    private IRequest[] Several(Func<IRequest> draw) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => draw())];

    private ZPath Path() => Pick(Paths);

    private int Version() => random.Next(3) - 1;

    private bool Flag() => random.Next(2) == 0;

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
}
