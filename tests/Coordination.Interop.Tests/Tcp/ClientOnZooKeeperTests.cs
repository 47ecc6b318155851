using Coordination.Requests;
using Coordination.Transports.Tcp.Client;

namespace Coordination.Interop.Tests.Tcp;

/// <summary>Our client against the real Apache ZooKeeper.</summary>
public sealed class ClientOnZooKeeperTests(RealZooKeeper real) : IClassFixture<RealZooKeeper>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Znodes_of_every_kind_are_created_read_set_and_deleted()
    {
        await using CoordinationClient client = await ConnectAsync(real.ConnectString);
        var options = new CreateOptions { TimeToLive = TimeSpan.FromHours(1) };

        foreach (CreateMode mode in Enum.GetValues<CreateMode>())
        {
            ZPath path = $"/kinds-{(int)mode}";
            CreateOptions? own = mode.HasTimeToLive() ? options : null;

            CreateResponse made = await client.CreateWithStatAsync(path, "é"u8.ToArray(), mode, own);
            ZNode read = await client.GetAsync(made.Path);
            Stat set = await client.SetAsync(made.Path, "two"u8.ToArray(), version: 0);
            await client.DeleteAsync(made.Path, version: 1);

            Assert.Equal(mode.IsSequential(), made.Path != path);
            Assert.Equal(made.Stat, read.Stat);
            Assert.Equal("é"u8, read.Data.Span);
            Assert.Equal(mode.IsEphemeral() ? client.Session.Id : SessionId.None, read.Stat.EphemeralOwner);
            Assert.Equal((1, 3), (set.Version, set.DataLength));
            Assert.Null(await client.ExistsAsync(made.Path));
        }
    }

    [Fact]
    public async Task Errors_are_what_they_are_called()
    {
        await using CoordinationClient client = await ConnectAsync(real.ConnectString);
        await client.CreateAsync("/errors");
        await client.CreateAsync("/errors/child", mode: CreateMode.Ephemeral);

        await AssertRejected(ErrorCode.NodeExists, () => Done(client.CreateAsync("/errors")));
        await AssertRejected(ErrorCode.NoNode, () => Done(client.CreateAsync("/errors/none/below")));
        await AssertRejected(ErrorCode.NoChildrenForEphemerals, () => Done(client.CreateAsync("/errors/child/x")));
        await AssertRejected(ErrorCode.BadVersion, () => Done(client.SetAsync("/errors", default, version: 9)));
        await AssertRejected(ErrorCode.NotEmpty, () => client.DeleteAsync("/errors").AsTask());
        await AssertRejected(ErrorCode.NoNode, () => Done(client.GetAsync("/none")));
    }

    [Fact]
    public async Task A_transaction_happens_as_a_whole_or_not_at_all()
    {
        await using CoordinationClient client = await ConnectAsync(real.ConnectString);
        await client.CreateAsync("/tx");

        IReadOnlyList<OperationResult> results = await client.Transaction()
            .Create("/tx/a", "1"u8.ToArray()).Set("/tx/a", "2"u8.ToArray()).Check("/tx", 0).Delete("/tx/a")
            .Create("/tx/c", mode: CreateMode.Container).CommitAsync();
        TransactionRejectedException error = await Assert.ThrowsAsync<TransactionRejectedException>(async () =>
            await client.Transaction().Create("/tx/b").Check("/tx", 7).Delete("/tx/b").CommitAsync());

        Assert.Equal(
            [OpCode.Create2, OpCode.SetData, OpCode.Check, OpCode.Delete, OpCode.CreateContainer],
            results.Select(r => r.OpCode));
        Assert.Equal(1, Assert.IsType<SetDataResponse>(results[1].Body).Stat.Version);
        Assert.Equal(1, error.FailedIndex);
        Assert.Equal(
            [ErrorCode.Ok, ErrorCode.BadVersion, ErrorCode.RuntimeInconsistency], error.Results.Select(r => r.Code));
        Assert.Null(await client.ExistsAsync("/tx/b"));
    }

    [Fact]
    public async Task The_rarer_operations_work_too()
    {
        await using CoordinationClient client = await ConnectAsync(real.ConnectString);
        await client.CreateAsync("/rare", "d"u8.ToArray());
        await client.CreateAsync("/rare/mine", mode: CreateMode.Ephemeral);
        await client.AddAuthAsync("digest", "user:secret"u8.ToArray());

        await client.SetAclAsync("/rare/mine", Acl.CreatorAll);
        GetAclResponse acl = await client.GetAclAsync("/rare/mine");
        IReadOnlyList<OperationResult> many = await client.ReadManyAsync(
            [new GetDataRequest("/rare"), new GetChildrenRequest("/rare"), new GetDataRequest("/none")]);
        await client.SyncAsync("/rare");

        Assert.Equal("digest", acl.Acl.Single().Id.Scheme);
        Assert.Equal("d"u8, Assert.IsType<GetDataResponse>(many[0].Body).Data.Span);
        Assert.Equal(["mine"], Assert.IsType<GetChildrenResponse>(many[1].Body).Children);
        Assert.Equal(ErrorCode.NoNode, many[2].Code);
        Assert.Equal(["/rare/mine"], (await client.GetEphemeralsAsync("/rare")).Select(p => p.Value));
        Assert.Equal(1, await client.GetAllChildrenNumberAsync("/rare"));
        Assert.Contains(await client.WhoAmIAsync(), id => id is { Scheme: "digest", Id: "user" });
    }

    [Fact]
    public async Task A_chroot_is_the_root()
    {
        await using CoordinationClient outside = await ConnectAsync(real.ConnectString);
        await outside.CreateAsync("/app");
        await using CoordinationClient inside =
            await ConnectAsync(real.ConnectString, new CoordinationClientOptions { Chroot = "/app" });

        await inside.CreateAsync("/x");

        Assert.NotNull(await outside.ExistsAsync("/app/x"));
        Assert.Equal(["x"], (await inside.GetChildrenAsync("/")).Names);
    }

    [Fact]
    public async Task A_session_outlives_its_connection_and_what_was_missed_is_yielded_as_coalesced()
    {
        await using var proxy = new CuttableProxy(real.ConnectString);
        await using CoordinationClient far = await ConnectAsync(proxy.ConnectString);
        await using CoordinationClient near = await ConnectAsync(real.ConnectString);
        await near.CreateAsync("/cut");
        await far.CreateAsync("/cut/mine", mode: CreateMode.Ephemeral);
        SessionId session = far.Session.Id;
        await using IAsyncEnumerator<WatchEvent> events =
            far.WatchAsync("/cut", new WatchOptions { Recursive = true }).GetAsyncEnumerator();
        Assert.Equal(WatchEventType.Armed, (await NextAsync(events)).Type);
        await near.CreateAsync("/cut/seen");
        WatchEvent seen = await NextAsync(events);

        proxy.Cut();
        await near.CreateAsync("/cut/missed");
        proxy.Heal();
        WatchEvent missed = await NextAsync(events);

        Assert.Equal(("/cut/seen", false), (seen.Path.Value, seen.Coalesced));
        Assert.True(missed.Coalesced);
        Assert.Equal(session, far.Session.Id);
        Assert.NotNull(await far.ExistsAsync("/cut/mine"));
    }

    [Fact]
    public async Task A_session_that_was_ended_by_another_is_lost_and_the_next_is_opened()
    {
        await using CoordinationClient client = await ConnectAsync(real.ConnectString);
        await client.CreateAsync("/lost", mode: CreateMode.Ephemeral);
        ICoordinationSession before = client.Session;
        var lost = new TaskCompletionSource();
        await using CancellationTokenRegistration registration = before.Lost.Register(lost.SetResult);

        // Whoever knows the ticket may take the session over, and close it.
        await (await ConnectAsync(real.ConnectString, new CoordinationClientOptions { Resume = before.Ticket }))
            .DisposeAsync();

        await lost.Task.WaitAsync(Patience, TimeProvider.System);
        Assert.Null(await client.ExistsAsync("/lost"));
        Assert.NotEqual(before.Id, client.Session.Id);
    }

    [Fact]
    public async Task Thousands_of_requests_on_their_way_are_answered_in_order()
    {
        await using CoordinationClient client = await ConnectAsync(real.ConnectString);
        await client.CreateAsync("/many");

        ValueTask<Stat>[] sets =
            [.. Enumerable.Range(0, 2_000).Select(i => client.SetAsync("/many", BitConverter.GetBytes(i)))];
        var versions = new List<int>();
        foreach (ValueTask<Stat> set in sets)
            versions.Add((await set).Version);

        Assert.Equal(Enumerable.Range(1, 2_000), versions);
    }

    private static ValueTask<CoordinationClient> ConnectAsync(
        string connectString, CoordinationClientOptions? options = null) =>
        CoordinationClient.ConnectAsync(new TcpTransport(ConnectionString.Parse(connectString)), options);

    private static async Task<WatchEvent> NextAsync(IAsyncEnumerator<WatchEvent> events)
    {
        Assert.True(await events.MoveNextAsync().AsTask().WaitAsync(Patience, TimeProvider.System));
        return events.Current;
    }

    private static async Task AssertRejected(ErrorCode code, Func<Task> call) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<RequestRejectedException>(call)).Code);

    private static async Task Done<T>(ValueTask<T> call) => await call;
}
