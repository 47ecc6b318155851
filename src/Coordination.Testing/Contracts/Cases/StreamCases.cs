using static Coordination.Testing.Contracts.ContractCases;

namespace Coordination.Testing.Contracts.Cases;

/// <summary>Watch streams of a client.</summary>
internal static class StreamCases
{
    private static readonly byte[] Data = [6];

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        Case("A stream begins with Armed and yields every change after it", YieldsAsync),
        Case("A stream can watch a znode that is not there yet", NotThereAsync),
        Case("A stream that includes what exists yields it in path order, then Synced, then changes", ExistingAsync),
        Case("A slow reader gets one coalesced event in place of those that were dropped", OverflowAsync),
        Case("A stream ends by cancellation", CancelledAsync),
        Case("A stream goes on in the next session and misses nothing", NextSessionAsync, ContractNeeds.Replay),
        Case("Connection states are a stream that begins with how it stands now", ConnectionAsync),
    ];

    private static async Task YieldsAsync(ContractContext c)
    {
        await using IAsyncEnumerator<WatchEvent> stream =
            c.Client.WatchAsync(c.Root, new WatchOptions { Recursive = true }).GetAsyncEnumerator();
        WatchEvent armed = await NextAsync(stream);

        Stat created = (await c.Client.CreateWithStatAsync(c.Root / "x")).Stat;
        await c.Client.SetAsync(c.Root / "x", Data);
        await c.Client.DeleteAsync(c.Root / "x");

        Expect.Equal(WatchEventType.Armed, armed.Type);
        WatchEvent first = await NextAsync(stream);
        Expect.Equal((WatchEventType.NodeCreated, c.Root / "x"), (first.Type, first.Path));
        Expect.True(first.Zxid is null || first.Zxid == created.Czxid);
        Expect.Equal(WatchEventType.NodeDataChanged, (await NextAsync(stream)).Type);
        Expect.Equal(WatchEventType.NodeDeleted, (await NextAsync(stream)).Type);
    }

    private static async Task NotThereAsync(ContractContext c)
    {
        await using IAsyncEnumerator<WatchEvent> stream = c.Client.WatchAsync(c.Root / "later").GetAsyncEnumerator();
        await NextAsync(stream);

        await c.Client.CreateAsync(c.Root / "later");

        Expect.Equal(WatchEventType.NodeCreated, (await NextAsync(stream)).Type);
    }

    private static async Task ExistingAsync(ContractContext c)
    {
        await c.Client.EnsurePathAsync(c.Root / "b" / "c");
        await c.Client.CreateAsync(c.Root / "a", Data);
        var options = new WatchOptions { Recursive = true, IncludeExisting = true };
        await using IAsyncEnumerator<WatchEvent> stream = c.Client.WatchAsync(c.Root, options).GetAsyncEnumerator();

        var seen = new List<WatchEvent>();
        while (seen.Count == 0 || seen[^1].Type != WatchEventType.Synced)
            seen.Add(await NextAsync(stream));
        await c.Client.SetAsync(c.Root / "a", Data);

        Expect.Equal(WatchEventType.Armed, seen[0].Type);
        WatchEvent[] existing = [.. seen.Where(change => change.Type == WatchEventType.Existing)];
        Expect.Sequence(
            [c.Root, c.Root / "a", c.Root / "b", c.Root / "b" / "c"], existing.Select(change => change.Path));
        Expect.True(existing.All(change => change.Stat is not null));
        Expect.Equal((WatchEventType.NodeDataChanged, c.Root / "a"), await NextOf(stream));
    }

    private static async Task OverflowAsync(ContractContext c)
    {
        await WriteCases.CreateAsync(c);
        var options = new WatchOptions { BufferedEvents = 4 };
        await using IAsyncEnumerator<WatchEvent> stream = c.Client.WatchAsync(c.Root / "x", options)
            .GetAsyncEnumerator();
        await NextAsync(stream);

        for (int i = 0; i < 20; i++)
            await c.Client.SetAsync(c.Root / "x", Data);

        WatchEvent next = await NextAsync(stream);
        while (!next.Coalesced)
            next = await NextAsync(stream);
        Expect.Equal((WatchEventType.Changed, c.Root / "x"), (next.Type, next.Path));
    }

    private static async Task CancelledAsync(ContractContext c)
    {
        using var stop = new CancellationTokenSource();
        await using IAsyncEnumerator<WatchEvent> stream =
            c.Client.WatchAsync(c.Root, cancellationToken: stop.Token).GetAsyncEnumerator();
        await NextAsync(stream);
        Task<bool> next = stream.MoveNextAsync().AsTask();

        stop.Cancel();

        await Expect.ThrowsAsync<OperationCanceledException>(() => next);
    }

    private static async Task NextSessionAsync(ContractContext c)
    {
        ICoordinationClient watcher = await c.ConnectAsync();
        await using IAsyncEnumerator<WatchEvent> stream =
            watcher.WatchAsync(c.Root, new WatchOptions { Recursive = true }).GetAsyncEnumerator();
        await NextAsync(stream);
        SessionId before = watcher.Session.Id;

        await SessionCases.EndSessionAsync(c, watcher);
        await c.Client.CreateAsync(c.Root / "x");

        Expect.Equal((WatchEventType.NodeCreated, c.Root / "x"), await NextOf(stream));
        Expect.True(watcher.Session.Id != before);
    }

    private static async Task ConnectionAsync(ContractContext c)
    {
        ICoordinationClient other = await c.ConnectAsync();
        await using IAsyncEnumerator<ConnectionChange> states = other.WatchConnectionAsync().GetAsyncEnumerator();
        Expect.True(await states.MoveNextAsync());
        Expect.Equal(new ConnectionChange(ConnectionState.Connected, other.Session.Id), states.Current);

        await other.DisposeAsync();
        var last = ConnectionState.Connected;
        while (await states.MoveNextAsync())
            last = states.Current.State;

        Expect.Equal(ConnectionState.Closed, last);
    }

    private static async Task<WatchEvent> NextAsync(IAsyncEnumerator<WatchEvent> stream)
    {
        Expect.True(await stream.MoveNextAsync(), "the stream goes on");
        return stream.Current;
    }

    private static async Task<(WatchEventType Type, ZPath Path)> NextOf(IAsyncEnumerator<WatchEvent> stream)
    {
        WatchEvent next = await NextAsync(stream);
        return (next.Type, next.Path);
    }
}
