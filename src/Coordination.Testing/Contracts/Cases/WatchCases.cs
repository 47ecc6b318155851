using Coordination.Requests;
using Coordination.Transports;
using static Coordination.Testing.Contracts.ContractCases;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>Watches as a connection sees them: every kind, once or for good, and their order.</summary>
internal static class WatchCases
{
    private static readonly byte[] Data = [5];

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        Case("A data watch fires once, at the next change of the data", c => FiresOnceAsync(
            c, (b, path) => b.SendAsync(new GetDataRequest(path, Watch: true)), WatchEventType.NodeDataChanged)),
        Case("An exists watch on a znode fires once, at the next change of the data", c => FiresOnceAsync(
            c, (b, path) => b.SendAsync(new ExistsRequest(path, Watch: true)), WatchEventType.NodeDataChanged)),
        Case("An exists watch on nothing fires when the znode is created", ExistsFiresAsync),
        Case("A child watch fires once, at the next child that comes or goes", ChildFiresAsync),
        Case("Deleting a znode fires its data watch, its child watch and its parent's child watch", DeletionFiresAsync),
        Case("A persistent watch stays, and sees the znode and its children", PersistentAsync),
        Case("A recursive watch stays, and sees every znode below where it changes", RecursiveAsync),
        Case("An event comes before the answer that shows its change", EventBeforeAnswerAsync),
        Case("A one-shot watch of a client fires once, and is over", OneShotAsync),
        Case("A one-shot watch that is disposed does not fire", OneShotDisposedAsync),
        Case("A watch that was removed is silent", c => RemovedAsync(c, WatcherType.Any)),
        Case("A watch that was removed by its own kind is silent",
            c => RemovedAsync(c, WatcherType.PersistentRecursive)),
        Case("Missed changes fire one-shot watches that are armed again", RearmAsync),
        NoWatcher(OpCode.CheckWatches, (b, path) => b.SendAsync(new CheckWatchesRequest(path, WatcherType.Any))),
        NoWatcher(OpCode.RemoveWatches, (b, path) => b.SendAsync(new RemoveWatchesRequest(path, WatcherType.Any))),
        BadKind(OpCode.CheckWatches, (b, path) => b.SendAsync(new CheckWatchesRequest(path, (WatcherType)77))),
        BadKind(OpCode.RemoveWatches, (b, path) => b.SendAsync(new RemoveWatchesRequest(path, (WatcherType)77))),
        BadKind(OpCode.AddWatch, (b, path) => b.SendAsync(new AddWatchRequest(path, (AddWatchMode)77))),
    ];

    private static ContractCase NoWatcher(OpCode operation, Func<BareConnection, ZPath, Task<Answer<Response>>> send) =>
        new($"{operation} answers NoWatcher where nothing is watched, and Ok where something is", async c =>
        {
            BareConnection connection = await c.OpenAsync();
            Expect.Equal(ErrorCode.NoWatcher, (await send(connection, c.Root)).Code);
            await connection.SendAsync(new GetDataRequest(c.Root, Watch: true));
            Expect.Equal(ErrorCode.Ok, (await send(connection, c.Root)).Code);
        }, ContractNeeds.None, [new Refusal(operation, ErrorCode.NoWatcher)]);

    private static ContractCase BadKind(OpCode operation, Func<BareConnection, ZPath, Task<Answer<Response>>> send) =>
        new($"{operation} answers BadArguments for a kind of watch that there is not",
            async c => Expect.Equal(ErrorCode.BadArguments, (await send(await c.OpenAsync(), c.Root)).Code),
            ContractNeeds.None, [new Refusal(operation, ErrorCode.BadArguments)]);

    private static async Task FiresOnceAsync(
        ContractContext c, Func<BareConnection, ZPath, Task<Answer<Response>>> arm, WatchEventType type)
    {
        await WriteCases.CreateAsync(c);
        BareConnection connection = await c.OpenAsync();
        await arm(connection, c.Root / "x");

        await c.Client.SetAsync(c.Root / "x", Data);
        await c.Client.SetAsync(c.Root / "x", Data);

        await SeesAsync(connection, (type, c.Root / "x"));
    }

    private static async Task ExistsFiresAsync(ContractContext c)
    {
        BareConnection connection = await c.OpenAsync();
        await connection.SendAsync(new ExistsRequest(c.Root / "x", Watch: true));

        await WriteCases.CreateAsync(c);

        await SeesAsync(connection, (WatchEventType.NodeCreated, c.Root / "x"));
    }

    private static async Task ChildFiresAsync(ContractContext c)
    {
        BareConnection connection = await c.OpenAsync();
        await connection.SendAsync(new GetChildrenRequest(c.Root, Watch: true));

        await c.Client.SetAsync(c.Root, Data);
        await WriteCases.CreateAsync(c);
        await c.Client.DeleteAsync(c.Root / "x");

        await SeesAsync(connection, (WatchEventType.NodeChildrenChanged, c.Root));
    }

    private static async Task DeletionFiresAsync(ContractContext c)
    {
        await WriteCases.CreateAsync(c);
        BareConnection connection = await c.OpenAsync();
        await connection.SendAsync(new GetDataRequest(c.Root / "x", Watch: true));
        await connection.SendAsync(new GetChildrenRequest(c.Root / "x", Watch: true));
        await connection.SendAsync(new GetChildrenRequest(c.Root, Watch: true));

        await c.Client.DeleteAsync(c.Root / "x");

        // One watcher hears of a deletion once, however it watches (DataTree.deleteNode).
        await SeesAsync(
            connection, (WatchEventType.NodeDeleted, c.Root / "x"), (WatchEventType.NodeChildrenChanged, c.Root));
    }

    private static async Task PersistentAsync(ContractContext c)
    {
        BareConnection connection = await c.OpenAsync();
        await connection.SendAsync(new AddWatchRequest(c.Root / "x", AddWatchMode.Persistent));

        await WriteCases.CreateWithChildAsync(c);
        await c.Client.SetAsync(c.Root / "x", Data);
        await c.Client.SetAsync(c.Root / "x" / "y", Data);
        await c.Client.DeleteAsync(c.Root / "x" / "y");
        await c.Client.DeleteAsync(c.Root / "x");

        ZPath x = c.Root / "x";
        await SeesAsync(
            connection,
            (WatchEventType.NodeCreated, x), (WatchEventType.NodeChildrenChanged, x),
                (WatchEventType.NodeDataChanged, x),
            (WatchEventType.NodeChildrenChanged, x), (WatchEventType.NodeDeleted, x));
    }

    private static async Task RecursiveAsync(ContractContext c)
    {
        BareConnection connection = await c.OpenAsync();
        await connection.SendAsync(new AddWatchRequest(c.Root, AddWatchMode.PersistentRecursive));

        await WriteCases.CreateWithChildAsync(c);
        await c.Client.SetAsync(c.Root / "x" / "y", Data);
        await c.Client.DeleteAsync(c.Root / "x" / "y");

        ZPath y = c.Root / "x" / "y";
        await SeesAsync(
            connection,
            (WatchEventType.NodeCreated, c.Root / "x"), (WatchEventType.NodeCreated, y),
            (WatchEventType.NodeDataChanged, y), (WatchEventType.NodeDeleted, y));
    }

    private static async Task EventBeforeAnswerAsync(ContractContext c)
    {
        await WriteCases.CreateAsync(c);
        BareConnection connection = await c.OpenAsync();
        await connection.SendAsync(new GetDataRequest(c.Root / "x", Watch: true));
        await c.Client.SetAsync(c.Root / "x", Data);

        Answer<Response> read = await connection.SendAsync(new GetDataRequest(c.Root / "x"));

        Expect.True(read.Body is GetDataResponse { Stat.Version: 1 });
        Expect.Equal(1, connection.Events.Count);
    }

    private static async Task OneShotAsync(ContractContext c)
    {
        await WriteCases.CreateAsync(c);
        using var watch = new OneShotWatch(c.TimeProvider);
        await c.Client.GetAsync(c.Root / "x", new ReadOptions { Watch = watch });
        Expect.True(!watch.IsOver);

        await c.Client.SetAsync(c.Root / "x", Data);
        WatchEvent fired = await watch.FiredAsync();

        Expect.Equal((WatchEventType.NodeDataChanged, c.Root / "x"), (fired.Type, fired.Path));
        Expect.True(watch.IsOver);
    }

    private static async Task OneShotDisposedAsync(ContractContext c)
    {
        await WriteCases.CreateAsync(c);
        var watch = new OneShotWatch(c.TimeProvider);
        await c.Client.GetAsync(c.Root / "x", new ReadOptions { Watch = watch });

        watch.Dispose();
        await c.Client.SetAsync(c.Root / "x", Data);

        await Expect.ThrowsAsync<OperationCanceledException>(() => watch.FiredAsync().AsTask());
    }

    private static async Task RemovedAsync(ContractContext c, WatcherType type)
    {
        BareConnection connection = await c.OpenAsync();
        await connection.SendAsync(new AddWatchRequest(c.Root, AddWatchMode.PersistentRecursive));

        Answer<Response> removed = await connection.SendAsync(new RemoveWatchesRequest(c.Root, type));
        await WriteCases.CreateAsync(c);

        Expect.Equal(ErrorCode.Ok, removed.Code);
        await SeesAsync(connection);
    }

    private static async Task RearmAsync(ContractContext c)
    {
        await WriteCases.CreateAsync(c);
        BareConnection connection = await c.OpenAsync();
        Zxid seen = (await connection.SendAsync(new ExistsRequest(c.Root))).Zxid;
        await c.Client.SetAsync(c.Root / "x", Data);
        await c.Client.CreateAsync(c.Root / "new");

        await connection.SendAsync(new SetWatchesRequest(
            seen, [c.Root / "x"], [c.Root / "new", c.Root / "none"], [c.Root], [], []));

        Expect.Sequence(
            [(WatchEventType.NodeChildrenChanged, c.Root), (WatchEventType.NodeCreated, c.Root / "new"),
                (WatchEventType.NodeDataChanged, c.Root / "x")],
            connection.Events.Select(e => (e.Type, e.Path)).OrderBy(e => e.Path));
    }

    // What was sent before the answer to a last request has come before it.
    private static async Task SeesAsync(BareConnection connection, params (WatchEventType Type, ZPath Path)[] expected)
    {
        await connection.SendAsync(new SyncRequest(ZPath.Root));
        await connection.SendAsync(new ExistsRequest(ZPath.Root));
        Expect.Sequence(expected, connection.Events.Select(change => (change.Type, change.Path)));
    }
}
