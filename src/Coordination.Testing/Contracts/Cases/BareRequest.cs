using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>One kind of request, as it can be sent on a bare connection.</summary>
internal sealed record BareRequest(OpCode OpCode, Func<BareConnection, ZPath, Task<Answer<Response>>> Send)
{
    private static readonly byte[] Data = [8];

    /// <summary>Whether it names a znode.</summary>
    public bool TakesPath { get; init; } = true;

    /// <summary>Whether it arms a watch.</summary>
    public bool Watches { get; init; }

    /// <summary>Whether it creates what it names.</summary>
    public bool Creates => OpCode is OpCode.Create or OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl
        or OpCode.Multi;

    /// <summary>Every one there is.</summary>
    public static IReadOnlyList<BareRequest> All { get; } =
    [
        new(OpCode.Create, (b, p) => b.SendAsync(Create(p) with { WithStat = false })),
        new(OpCode.Create2, (b, p) => b.SendAsync(Create(p))),
        new(OpCode.CreateContainer, (b, p) => b.SendAsync(Create(p) with { Mode = CreateMode.Container })),
        new(OpCode.CreateTtl, (b, p) => b.SendAsync(Mortal(p, 3_600_000))),
        new(OpCode.Delete, (b, p) => b.SendAsync(new DeleteRequest(p, -1))),
        new(OpCode.SetData, (b, p) => b.SendAsync(new SetDataRequest(p, Data, -1))),
        new(OpCode.SetAcl, (b, p) => b.SendAsync(new SetAclRequest(p, Acl.Open, -1))),
        new(OpCode.Check, (b, p) => b.SendAsync(new CheckVersionRequest(p, -1))),
        new(OpCode.Multi, (b, p) => b.SendAsync(new MultiRequest([Create(p)]))),
        new(OpCode.Exists, (b, p) => b.SendAsync(new ExistsRequest(p, Watch: true))) { Watches = true },
        new(OpCode.GetData, (b, p) => b.SendAsync(new GetDataRequest(p, Watch: true))) { Watches = true },
        new(OpCode.GetChildren2, (b, p) => b.SendAsync(new GetChildrenRequest(p, Watch: true))) { Watches = true },
        new(OpCode.GetAcl, (b, p) => b.SendAsync(new GetAclRequest(p))),
        new(OpCode.GetAllChildrenNumber, (b, p) => b.SendAsync(new GetAllChildrenNumberRequest(p))),
        new(OpCode.GetEphemerals, (b, p) => b.SendAsync(new GetEphemeralsRequest(p))),
        new(OpCode.MultiRead, (b, p) => b.SendAsync(new MultiReadRequest([new GetDataRequest(p)]))),
        new(OpCode.Sync, (b, p) => b.SendAsync(new SyncRequest(p))),
        new(OpCode.AddWatch, (b, p) => b.SendAsync(new AddWatchRequest(p, AddWatchMode.Persistent))) { Watches = true },
        new(OpCode.SetWatches2, (b, p) => b.SendAsync(new SetWatchesRequest(Zxid.None, [], [], [], [p], [])))
        {
            Watches = true,
        },
        new(OpCode.CheckWatches, (b, p) => b.SendAsync(new CheckWatchesRequest(p, WatcherType.Any))),
        new(OpCode.RemoveWatches, (b, p) => b.SendAsync(new RemoveWatchesRequest(p, WatcherType.Any))),
        new(OpCode.Reconfig, (b, _) => b.SendAsync(new ReconfigRequest("server.9=x", null, null, -1)))
        {
            TakesPath = false,
        },
        new(OpCode.WhoAmI, (b, _) => b.SendAsync(new WhoAmIRequest())) { TakesPath = false },
        new(OpCode.Ping, (b, _) => b.SendAsync(new PingRequest())) { TakesPath = false },
    ];

    /// <summary>A znode with a time to live, which may be none that there can be.</summary>
    public static CreateRequest Mortal(ZPath path, long timeToLiveMs) =>
        Create(path) with { Mode = CreateMode.PersistentWithTtl, TimeToLiveMs = timeToLiveMs };

    private static CreateRequest Create(ZPath path) => new(path, Data, Acl.Open, CreateMode.Persistent);
}
