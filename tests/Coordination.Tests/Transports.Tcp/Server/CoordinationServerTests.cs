using Coordination.Protocol;
using Coordination.Requests;
using Coordination.Transports;
using Coordination.Transports.Tcp.Server;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Coordination.Tests.Transports.Tcp.Server;

/// <summary>A server as sockets see it.</summary>
public sealed class CoordinationServerTests
{
    [Fact]
    public async Task Old_clients_are_answered_without_the_read_only_byte()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using RawClient client = await RawClient.DialAsync(world.Server.EndPoint);

        ConnectAnswerFrame answer = await client.GreetAsync(
            new ConnectFrame(new ConnectRequest(default, default, 5_000, default, false), HasReadOnlyFlag: false));

        Assert.False(answer.HasReadOnlyFlag);
        Assert.Null(answer.Extension);
        Assert.Equal(5_000, answer.Response.TimeoutMs);
    }

    [Fact]
    public async Task A_session_that_is_unknown_is_answered_by_none_and_the_connection_ends()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using RawClient client = await RawClient.DialAsync(world.Server.EndPoint);

        ConnectAnswerFrame answer = await client.GreetAsync(
            new ConnectFrame(new ConnectRequest(new SessionId(99), default, 5_000, default, false)));

        Assert.True(answer.Response.IsExpired);
        Assert.Equal(SessionId.None, answer.Response.Session);
        Assert.Null(await client.ReadFrameAsync());
    }

    [Fact]
    public async Task A_client_that_has_seen_more_than_the_server_is_refused()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using RawClient client = await RawClient.DialAsync(world.Server.EndPoint);

        await Assert.ThrowsAsync<IOException>(() => client.GreetAsync(
            new ConnectFrame(new ConnectRequest(default, default, 5_000, new Zxid(1_000_000), false))));
    }

    [Fact]
    public async Task Requests_that_cannot_be_read_are_answered_in_their_turn_and_the_connection_kept()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using RawClient client = await RawClient.OpenAsync(world.Server.EndPoint);

        await client.RequestAsync(1, new CreateRequest("/a", default, Acl.Open, CreateMode.Persistent));
        await client.SendAsync(new byte[] { 0, 0, 0, 8, 0, 0, 0, 2, 0, 0, 0, 4 }); // getData without a path
        await client.SendAsync(new byte[] { 0, 0, 0, 8, 0, 0, 0, 3, 0, 0, 0, 77 }); // no such operation
        await client.RequestAsync(4, new ExistsRequest("/a"));

        ReplyHeader[] answers =
        [
            await client.ReadHeaderAsync(), await client.ReadHeaderAsync(), await client.ReadHeaderAsync(),
            await client.ReadHeaderAsync(),
        ];
        Assert.Equal([1, 2, 3, 4], answers.Select(a => a.Xid));
        Assert.Equal(
            [ErrorCode.Ok, ErrorCode.MarshallingError, ErrorCode.Unimplemented, ErrorCode.Ok],
            answers.Select(a => a.Code));
    }

    [Fact]
    public async Task A_refusal_waits_for_the_answers_before_it()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using RawClient client = await RawClient.OpenAsync(world.Server.EndPoint);

        // Watching its own znode, the session's writes are answered behind their events, and not at once.
        await client.RequestAsync(1, new AddWatchRequest("/", AddWatchMode.PersistentRecursive));
        await client.RequestAsync(2, new CreateRequest("/a", default, Acl.Open, CreateMode.Persistent));
        await client.SendAsync(new byte[] { 0, 0, 0, 8, 0, 0, 0, 3, 0, 0, 0, 4 });

        var xids = new List<int>();
        for (int i = 0; i < 4; i++)
            xids.Add((await client.ReadHeaderAsync()).Xid);
        Assert.Equal([1, SpecialXid.Notification, 2, 3], xids);
    }

    [Fact]
    public async Task A_connection_that_was_silent_for_long_is_served_as_before()
    {
        var time = new FakeTimeProvider();
        await using TcpWorld world = TcpWorld.Start(o => o.TimeProvider = time);
        await using RawClient client = await RawClient.OpenAsync(world.Server.EndPoint);

        for (int xid = 1; xid <= 5; xid++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await client.SendAsync(new byte[] { 0, 0, 0, 17 }); // The length may come alone.
            await client.SendAsync(new byte[] { 0, 0, 0, (byte)xid, 0, 0, 0, 8, 0, 0, 0, 4, 47, 97, 47, 98, 0 });

            ReplyHeader answer = await client.ReadHeaderAsync();
            Assert.Equal((xid, ErrorCode.NoNode), (answer.Xid, answer.Code));
        }
    }

    [Fact]
    public async Task Who_keeps_the_server_busy_from_the_first_byte_on_keeps_nobody_out()
    {
        using var accepting = new HeldTime();
        using var busy = new HeldLogger(4013); // MalformedFrame
        await using TcpWorld world = TcpWorld.Start(o =>
        {
            o.TimeProvider = accepting;
            o.LoggerFactory = busy;
        });
        accepting.HoldNext();
        await using RawClient first = await RawClient.DialAsync(world.Server.EndPoint);
        await first.SendAsync(new byte[] { 255, 255, 255, 255 });
        accepting.Release(); // What it sent is there when it is let in.
        await busy.IsHeld;

        await using RawClient second = await RawClient.OpenAsync(world.Server.EndPoint);
        busy.Release();

        Assert.Null(await first.ReadFrameAsync());
    }

    [Theory]
    [InlineData("ffffffff")]
    [InlineData("80000000")]
    [InlineData("00100000")]
    [InlineData("7fffffff")]
    public async Task A_frame_that_is_too_long_ends_the_connection(string prefix)
    {
        await using TcpWorld world = TcpWorld.Start();
        await using RawClient greeted = await RawClient.OpenAsync(world.Server.EndPoint);
        await using RawClient fresh = await RawClient.DialAsync(world.Server.EndPoint);

        await greeted.SendAsync(Convert.FromHexString(prefix));
        await fresh.SendAsync(Convert.FromHexString(prefix));

        Assert.Null(await greeted.ReadFrameAsync());
        Assert.Null(await fresh.ReadFrameAsync());
    }

    [Fact]
    public async Task A_frame_as_long_as_the_limit_is_read()
    {
        await using TcpWorld world = TcpWorld.Start(o => o.MaxFrameBytes = 1_024);
        await using RawClient client = await RawClient.OpenAsync(world.Server.EndPoint);
        const int Overhead = 4 + 4 + 4 + 2 + 4 + 4; // Header, path, length of the data, version.

        await client.RequestAsync(1, new SetDataRequest("/a", new byte[1_024 - Overhead], -1));
        Assert.Equal(ErrorCode.NoNode, (await client.ReadHeaderAsync()).Code);
        await client.RequestAsync(2, new SetDataRequest("/a", new byte[1_025 - Overhead], -1));

        Assert.Null(await client.ReadFrameAsync());
    }

    [Fact]
    public async Task Who_asks_for_no_session_is_sent_away_in_time()
    {
        var time = new FakeTimeProvider();
        await using TcpWorld world = TcpWorld.Start(o => o.TimeProvider = time);
        await using RawClient silent = await RawClient.DialAsync(world.Server.EndPoint);
        await using RawClient slow = await RawClient.DialAsync(world.Server.EndPoint);
        await using RawClient honest = await RawClient.OpenAsync(world.Server.EndPoint);
        await slow.SendAsync(new byte[] { 0, 0, 0, 45, 0, 0 });

        time.Advance(TimeSpan.FromSeconds(12));

        Assert.Empty(await silent.ReadToEndAsync());
        Assert.Empty(await slow.ReadToEndAsync());
        await honest.RequestAsync(1, new PingRequest());
        Assert.Equal(SpecialXid.Ping, (await honest.ReadHeaderAsync()).Xid);
    }

    [Fact]
    public async Task One_socket_more_than_the_limit_is_closed_at_once()
    {
        await using TcpWorld world = TcpWorld.Start(o => o.MaxSockets = 1);
        await using RawClient first = await RawClient.OpenAsync(world.Server.EndPoint);
        await using RawClient second = await RawClient.DialAsync(world.Server.EndPoint);

        Assert.Empty(await second.ReadToEndAsync());

        await first.RequestAsync(1, new PingRequest());
        Assert.Equal(SpecialXid.Ping, (await first.ReadHeaderAsync()).Xid);
    }

    [Fact]
    public async Task A_client_that_reads_nothing_is_not_read_and_then_cut_off_by_what_it_watches()
    {
        await using TcpWorld world = TcpWorld.Start(o => (o.HighWaterBytes, o.MaxBufferedBytes) = (4_096, 100_000));
        await using CoordinationClient writer = await world.ConnectAsync();
        await writer.CreateAsync("/" + new string('n', 50_000));
        await using RawClient slow = await RawClient.OpenAsync(world.Server.EndPoint);
        await slow.RequestAsync(1, new AddWatchRequest("/", AddWatchMode.PersistentRecursive));
        await slow.ReadHeaderAsync();

        int sets = 0;
        while (world.Server.SocketCount > 1 && sets++ < 2_000)
            await writer.SetAsync("/" + new string('n', 50_000), default);

        Assert.Equal(1, world.Server.SocketCount);
        Assert.NotNull(await writer.ExistsAsync("/" + new string('n', 50_000)));
    }

    [Fact]
    public async Task Requests_past_the_limit_wait_and_none_is_lost()
    {
        await using TcpWorld world = TcpWorld.Start(o => o.MaxOutstanding = 3);
        await using RawClient client = await RawClient.OpenAsync(world.Server.EndPoint);
        await client.RequestAsync(1, new AddWatchRequest("/", AddWatchMode.PersistentRecursive));
        await client.ReadHeaderAsync();

        for (int xid = 2; xid < 500; xid++)
            await client.RequestAsync(xid, new CreateRequest($"/n{xid}", default, Acl.Open, CreateMode.Persistent));

        for (int xid = 2; xid < 500; xid++)
        {
            Assert.Equal(SpecialXid.Notification, (await client.ReadHeaderAsync()).Xid);
            Assert.Equal(xid, (await client.ReadHeaderAsync()).Xid);
        }
    }

    [Fact]
    public async Task A_session_closed_by_its_client_is_answered_and_then_the_connection_ends()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using RawClient client = await RawClient.OpenAsync(world.Server.EndPoint);

        await client.RequestAsync(1, new CloseSessionRequest());

        Assert.Equal(new ReplyHeader(1, new Zxid(2), ErrorCode.Ok), await client.ReadHeaderAsync());
        Assert.Null(await client.ReadFrameAsync());
        Assert.Equal(0, world.Ensemble.SessionCount);
    }

    [Fact]
    public async Task A_wrong_credential_scheme_is_answered_and_then_the_connection_ends()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using RawClient client = await RawClient.OpenAsync(world.Server.EndPoint);

        await client.RequestAsync(1, new AuthRequest("none", "x"u8.ToArray()));

        ReplyHeader answer = await client.ReadHeaderAsync();
        Assert.Equal((SpecialXid.Auth, ErrorCode.AuthFailed), (answer.Xid, answer.Code));
        Assert.Null(await client.ReadFrameAsync());
    }

    [Fact]
    public async Task Sasl_is_refused_and_the_connection_kept()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using RawClient client = await RawClient.OpenAsync(world.Server.EndPoint);

        await client.RequestAsync(1, new SaslRequest("token"u8.ToArray()));
        await client.RequestAsync(2, new PingRequest());

        Assert.Equal(ErrorCode.AuthFailed, (await client.ReadHeaderAsync()).Code);
        Assert.Equal(ErrorCode.Ok, (await client.ReadHeaderAsync()).Code);
    }

    [Fact]
    public async Task Another_s_client_that_takes_over_a_session_of_ours_counts_anew_and_is_no_retry()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using RawClient client = await RawClient.DialAsync(world.Server.EndPoint);
        ConnectResponse ours = default;
        await using (CoordinationClient first = await world.ConnectAsync())
        {
            await first.CreateAsync("/a");
            await first.CreateAsync("/b");
            SessionTicket ticket = first.Session.Ticket;
            ConnectAnswerFrame taken = await client.GreetAsync(
                new ConnectFrame(new ConnectRequest(ticket.Id, ticket.Password, 5_000, default, false)));
            ours = taken.Response;
            Assert.Equal(ticket.Id, ours.Session);

            await client.RequestAsync(1, new DeleteRequest("/a", -1));

            Assert.Equal(ErrorCode.Ok, (await client.ReadHeaderAsync()).Code);
        }
    }

    [Fact]
    public void Options_out_of_their_range_are_refused_with_value_range_and_unit()
    {
        OptionsValidationException error = Assert.Throws<OptionsValidationException>(() => TcpWorld.Start(o =>
        {
            o.MaxFrameBytes = 3;
            o.MaxSockets = 0;
            o.HandshakeTimeout = TimeSpan.Zero;
            o.FourLetterWords.Add("nope");
        }));

        Assert.Contains("MaxFrameBytes is 3; it must be from 1024 to 268435456 bytes.", error.Message,
            StringComparison.Ordinal);
        Assert.Contains("MaxSockets is 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("HandshakeTimeout is 00:00:00", error.Message, StringComparison.Ordinal);
        Assert.Contains("'nope'", error.Message, StringComparison.Ordinal);
    }
}
