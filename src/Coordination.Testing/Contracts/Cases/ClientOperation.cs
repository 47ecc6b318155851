using Coordination.Requests;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>One thing that a client can be called to do, on a path.</summary>
internal sealed record ClientOperation(
    string Name, OpCode OpCode, bool IsWrite, Func<ICoordinationClient, ZPath, CallChoices, Task> Call)
{
    private static readonly byte[] Data = [1];

    /// <summary>Whether it is about a znode, which the caller names.</summary>
    public bool TakesPath { get; init; } = true;

    /// <summary>Whether it takes a deadline, and can fail fast.</summary>
    public bool TakesChoices { get; init; } = true;

    /// <summary>Whether it fails when its session is lost.</summary>
    public bool EndsWithSession { get; init; } = true;

    /// <summary>Whether it is made of several others, so that an error is that of one of them.</summary>
    public bool IsComposed => OpCode == OpCode.Error;

    /// <summary>Every one there is.</summary>
    public static IReadOnlyList<ClientOperation> All { get; } =
    [
        Write("Create", OpCode.Create, (c, p, x) =>
            c.CreateAsync(p, Data, CreateMode.Persistent, x.Create(CreateMode.Persistent), x.Token).AsTask()),
        Creation("CreateWithStat", OpCode.Create2, CreateMode.Persistent),
        Creation("Create of a container", OpCode.CreateContainer, CreateMode.Container),
        Creation("Create with a time to live", OpCode.CreateTtl, CreateMode.PersistentWithTtl),
        Write("Delete", OpCode.Delete, (c, p, x) => c.DeleteAsync(p, -1, x.Write, x.Token).AsTask()),
        Write("Set", OpCode.SetData, (c, p, x) => c.SetAsync(p, Data, -1, x.Write, x.Token).AsTask()),
        Write("SetAcl", OpCode.SetAcl, (c, p, x) => c.SetAclAsync(p, Acl.Open, -1, x.Write, x.Token).AsTask()),
        Commit("Check", (t, p) => t.Check(p)),
        Commit("Create", (t, p) => t.Create(p)),
        Commit("Set", (t, p) => t.Set(p, Data)),
        Commit("Delete", (t, p) => t.Delete(p)),
        Write("Reconfig", OpCode.Reconfig, (c, _, x) =>
            c.ReconfigAsync(new ReconfigRequest("server.9=x", null, null, -1), x.Write, x.Token).AsTask())
            with { TakesPath = false },
        Read("Exists", OpCode.Exists, (c, p, x) => c.ExistsAsync(p, x.Read, x.Token).AsTask()),
        Read("Get", OpCode.GetData, (c, p, x) => c.GetAsync(p, x.Read, x.Token).AsTask()),
        Read("TryGet", OpCode.GetData, (c, p, x) => c.TryGetAsync(p, x.Read, x.Token).AsTask()),
        Read("GetChildren", OpCode.GetChildren2, (c, p, x) => c.GetChildrenAsync(p, x.Read, x.Token).AsTask()),
        Read("GetAcl", OpCode.GetAcl, (c, p, x) => c.GetAclAsync(p, x.Read, x.Token).AsTask()),
        Read("GetAllChildrenNumber", OpCode.GetAllChildrenNumber, (c, p, x) =>
            c.GetAllChildrenNumberAsync(p, x.Read, x.Token).AsTask()),
        Read("ReadMany", OpCode.MultiRead, (c, p, x) =>
            c.ReadManyAsync([new GetDataRequest(p)], x.Read, x.Token).AsTask()),
        Read("Sync", OpCode.Sync, (c, p, x) => c.SyncAsync(p, x.Write, x.Token).AsTask()),
        Read("GetEphemerals", OpCode.GetEphemerals, (c, p, x) => c.GetEphemeralsAsync(p, x.Read, x.Token).AsTask())
            with { TakesPath = false }, // A prefix is what it takes.
        Read("WhoAmI", OpCode.WhoAmI, (c, _, x) => c.WhoAmIAsync(x.Read, x.Token).AsTask()) with { TakesPath = false },
        Read("GetConfig", OpCode.GetData, (c, _, x) => c.GetConfigAsync(x.Read, x.Token).AsTask())
            with { TakesPath = false },
        Read("AddAuth", OpCode.Auth, (c, _, x) => c.AddAuthAsync("digest", Data, x.Token).AsTask())
            with { TakesPath = false, TakesChoices = false },
        Read("Watch", OpCode.AddWatch, WatchAsync) with { TakesChoices = false, EndsWithSession = false },
        Everyday("EnsurePath", (c, p, t) => c.EnsurePathAsync(p, cancellationToken: t).AsTask()),
        Everyday("DeleteRecursive", (c, p, t) => c.DeleteRecursiveAsync(p, cancellationToken: t).AsTask()),
        Everyday("SetOrCreate", (c, p, t) => c.SetOrCreateAsync(p, Data, cancellationToken: t).AsTask()),
        Everyday("GetChildrenWithData", (c, p, t) => c.GetChildrenWithDataAsync(p, cancellationToken: t).AsTask()),
    ];

    private static ClientOperation Creation(string name, OpCode code, CreateMode mode) => Write(name, code, (c, p, x) =>
        c.CreateWithStatAsync(p, Data, mode, x.Create(mode), x.Token).AsTask());

    private static ClientOperation Commit(
        string name, Func<ICoordinationTransaction, ZPath, ICoordinationTransaction> add) =>
        Write("A transaction with " + name, OpCode.Multi, (c, p, x) =>
            add(c.Transaction(), p).CommitAsync(x.Write, x.Token).AsTask());

    private static ClientOperation Write(
        string name, OpCode code, Func<ICoordinationClient, ZPath, CallChoices, Task> call) =>
        new(name, code, IsWrite: true, call);

    private static ClientOperation Read(
        string name, OpCode code, Func<ICoordinationClient, ZPath, CallChoices, Task> call) =>
        new(name, code, IsWrite: false, call);

    // Made of several others, of which each is here.
    private static ClientOperation Everyday(
        string name, Func<ICoordinationClient, ZPath, CancellationToken, Task> call) =>
        new(name, OpCode.Error, IsWrite: false, (c, p, x) => call(c, p, x.Token))
        {
            TakesChoices = false,
            EndsWithSession = false,
        };

    private static async Task WatchAsync(ICoordinationClient client, ZPath path, CallChoices choices)
    {
        await using IAsyncEnumerator<WatchEvent> stream =
            client.WatchAsync(path, cancellationToken: choices.Token).GetAsyncEnumerator();
        await stream.MoveNextAsync();
    }
}
