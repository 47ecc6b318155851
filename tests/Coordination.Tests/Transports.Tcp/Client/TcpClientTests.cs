using Coordination.Transports.Tcp.Client;

namespace Coordination.Tests.Transports.Tcp.Client;

/// <summary>Our client over TCP against our server.</summary>
public sealed class TcpClientTests
{
    [Fact]
    public async Task A_client_does_its_work_over_a_port()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using CoordinationClient client = await world.ConnectAsync();

        ZPath made = await client.CreateAsync("/jobs-", "one"u8.ToArray(), CreateMode.PersistentSequential);
        Stat set = await client.SetAsync(made, "two"u8.ToArray(), version: 0);
        ZNode? read = await client.TryGetAsync(made);

        Assert.Equal("/jobs-0000000000", made.Value);
        Assert.Equal(1, set.Version);
        Assert.Equal("two"u8, read!.Value.Data.Span);
        RequestRejectedException error =
            await Assert.ThrowsAsync<RequestRejectedException>(async () => await client.DeleteAsync(made, version: 7));
        Assert.Equal(ErrorCode.BadVersion, error.Code);
    }

    [Fact]
    public async Task A_failed_transaction_says_which_operation_failed()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using CoordinationClient client = await world.ConnectAsync();

        TransactionRejectedException error = await Assert.ThrowsAsync<TransactionRejectedException>(async () =>
            await client.Transaction().Create("/a").Check("/none", 3).Delete("/a").CommitAsync());

        Assert.Equal(1, error.FailedIndex);
        Assert.Equal(ErrorCode.NoNode, error.Code);
        Assert.Null(await client.ExistsAsync("/a"));
    }

    [Fact]
    public async Task A_watch_stream_yields_what_another_client_changes()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using CoordinationClient watcher = await world.ConnectAsync();
        await using CoordinationClient writer = await world.ConnectAsync();
        await using IAsyncEnumerator<WatchEvent> events =
            watcher.WatchAsync("/", new WatchOptions { Recursive = true }).GetAsyncEnumerator();
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(WatchEventType.Armed, events.Current.Type);

        await writer.CreateAsync("/a");

        Assert.True(await events.MoveNextAsync());
        Assert.Equal(WatchEventType.NodeCreated, events.Current.Type);
        Assert.Equal("/a", events.Current.Path.Value);
        Assert.NotNull(events.Current.Zxid);
    }

    [Fact]
    public async Task Our_ends_know_each_other_and_the_session_remembers_answers()
    {
        await using TcpWorld world = TcpWorld.Start();
        var sink = new RecordingSink();
        using Coordination.Transports.ITransportConnection connection = world.Transport().Open(sink);

        connection.Connect(new(SessionId.None, default, 5_000, Zxid.None, AcceptsReadOnly: false));

        Assert.True((await sink.Connected).RemembersAnswers);
    }

    [Fact]
    public async Task A_server_that_closes_on_the_extension_is_dialled_again_without_it()
    {
        await using var old = new ClosingServer();
        var sink = new RecordingSink();
        var transport = new TcpTransport(ConnectionString.Parse(old.EndPoint.ToString()));
        using Coordination.Transports.ITransportConnection connection = transport.Open(sink);

        connection.Connect(new(SessionId.None, default, 5_000, Zxid.None, AcceptsReadOnly: false));

        Assert.False((await sink.Connected).RemembersAnswers);
        Assert.Equal(2, old.Handshakes);
    }

    [Fact]
    public async Task A_request_that_no_server_would_read_is_refused_in_its_turn_and_the_connection_kept()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using CoordinationClient client = await world.ConnectAsync();
        byte[] large = new byte[1 << 20];

        ValueTask<ZPath> first = client.CreateAsync("/small");
        RequestRejectedException error =
            await Assert.ThrowsAsync<RequestRejectedException>(async () => await client.CreateAsync("/large", large));
        RequestRejectedException again =
            await Assert.ThrowsAsync<RequestRejectedException>(async () => await client.CreateAsync("/large", large));

        Assert.Equal("/small", (await first).Value);
        Assert.Equal(ErrorCode.BadArguments, error.Code);
        Assert.Equal(ErrorCode.BadArguments, again.Code);
        Assert.NotNull(await client.ExistsAsync("/small"));
    }

    [Fact]
    public async Task A_session_is_resumed_when_its_connection_breaks()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using CoordinationClient client = await world.ConnectAsync();
        await client.CreateAsync("/mine", mode: CreateMode.Ephemeral);
        SessionId before = client.Session.Id;

        foreach (Coordination.Transports.Tcp.Server.ServerConnection connection in world.Server.Connections)
            connection.Abort();
        await client.SetAsync("/mine", "still"u8.ToArray());

        Assert.Equal(before, client.Session.Id);
    }

    [Fact]
    public async Task Nothing_listens_there_and_the_client_hears_so()
    {
        TcpWorld world = TcpWorld.Start();
        TcpTransport transport = world.Transport();
        await world.DisposeAsync();
        var sink = new RecordingSink();

        using Coordination.Transports.ITransportConnection connection = transport.Open(sink);

        Assert.Equal(Coordination.Transports.CloseReason.Unreachable, await sink.Closed);
    }

    [Fact]
    public async Task Thousands_of_requests_on_their_way_are_answered_in_order()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using CoordinationClient client = await world.ConnectAsync();
        await client.CreateAsync("/n");

        ValueTask<Stat>[] sets =
            [.. Enumerable.Range(0, 3_000).Select(i => client.SetAsync("/n", BitConverter.GetBytes(i)))];
        var versions = new List<int>();
        foreach (ValueTask<Stat> set in sets)
            versions.Add((await set).Version);

        Assert.Equal(Enumerable.Range(1, 3_000), versions);
    }

    [Fact]
    public async Task A_session_taken_over_by_its_ticket_is_written_to_by_its_new_client()
    {
        await using TcpWorld world = TcpWorld.Start();
        CoordinationClient before = await world.ConnectAsync();
        await before.CreateAsync("/mine", default, CreateMode.Ephemeral);
        SessionTicket ticket = before.Session.Ticket;
        await before.DetachAsync();

        await using CoordinationClient after =
            await world.ConnectAsync(new CoordinationClientOptions { Resume = ticket });
        ZPath created = await after.CreateAsync("/after");

        Assert.Equal("/after", created.Value);
        Assert.Equal(ticket.Id, (await after.GetAsync("/mine")).Stat.EphemeralOwner);
    }

    [Fact]
    public async Task Every_write_is_done_exactly_once_however_often_connections_break()
    {
        const int Writes = 300;
        ZPath prefix = ZPath.SequentialPrefix("/q/");
        await using TcpWorld world = TcpWorld.Start();
        await using CoordinationClient client = await world.ConnectAsync();
        await client.CreateAsync("/q");

        var made = new List<ValueTask<ZPath>>();
        for (int i = 0; i < Writes; i++)
        {
            made.Add(client.CreateAsync(prefix, mode: CreateMode.PersistentSequential));
            if (i % 25 != 24)
                continue;

            // Some are answered by now, some on their way, some not sent yet.
            await made[i - 12];
            made[i - 12] = ValueTask.FromResult(default(ZPath));
            foreach (Coordination.Transports.Tcp.Server.ServerConnection connection in world.Server.Connections)
                connection.Abort();
        }

        foreach (ValueTask<ZPath> one in made)
            await one;
        IEnumerable<string> expected = Enumerable.Range(0, Writes).Select(i => $"{i:D10}");
        Assert.Equal(expected, (await client.GetChildrenAsync("/q")).Names.Order());
    }
}
