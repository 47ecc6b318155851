using System.Net;
using System.Net.Sockets;
using Coordination.Protocol;
using Coordination.Requests;
using Coordination.Transports;
using Coordination.Transports.Tcp.Client;

namespace Coordination.Tests.Transports.Tcp;

/// <summary>SASL DIGEST-MD5 between our client and our server.</summary>
public sealed class SaslTests
{
    private static readonly SaslCredentials Alice = new("alice", "wonder land");

    [Fact]
    public async Task A_client_is_who_it_proves_to_be_before_anything_is_asked()
    {
        await using TcpWorld world = StartWithAccounts();
        await using CoordinationClient alice = await ConnectAsync(world, Alice);
        await using CoordinationClient nobody = await world.ConnectAsync();
        var acl = new CreateOptions { Acl = [new Acl(Permissions.All, new AuthId("sasl", "alice"))] };

        await alice.CreateAsync("/hers", "x"u8.ToArray(), options: acl);

        ZNode read = await alice.GetAsync("/hers");
        Assert.Equal("x"u8, read.Data.Span);
        Assert.Contains(new AuthId("sasl", "alice"), await alice.WhoAmIAsync());
        RequestRejectedException error =
            await Assert.ThrowsAsync<RequestRejectedException>(async () => await nobody.GetAsync("/hers"));
        Assert.Equal(ErrorCode.NoAuth, error.Code);
    }

    [Fact]
    public async Task A_creator_is_told_by_the_identity_that_it_has_proven()
    {
        await using TcpWorld world = StartWithAccounts();
        await using CoordinationClient alice = await ConnectAsync(world, Alice);

        await alice.CreateAsync("/hers", options: new CreateOptions { Acl = Acl.CreatorAll });

        Assert.Equal(new AuthId("sasl", "alice"), (await alice.GetAclAsync("/hers")).Acl.Single().Id);
    }

    [Fact]
    public async Task A_super_user_is_past_every_acl()
    {
        await using TcpWorld world = StartWithAccounts(options => options.SuperSaslUsers = ["root"]);
        await using CoordinationClient alice = await ConnectAsync(world, Alice);
        await using CoordinationClient root = await ConnectAsync(world, new SaslCredentials("root", "r"));
        await alice.CreateAsync("/hers", options: new CreateOptions { Acl = Acl.CreatorAll });

        await root.SetAsync("/hers", "y"u8.ToArray());

        ZNode read = await alice.GetAsync("/hers");
        Assert.Equal("y"u8, read.Data.Span);
    }

    [Fact]
    public async Task A_sasl_user_called_super_is_none_by_its_name()
    {
        await using TcpWorld world = StartWithAccounts();
        await using CoordinationClient alice = await ConnectAsync(world, Alice);
        await using CoordinationClient other = await ConnectAsync(world, new SaslCredentials("super", "s"));
        await alice.CreateAsync("/hers", options: new CreateOptions { Acl = Acl.CreatorAll });

        RequestRejectedException error =
            await Assert.ThrowsAsync<RequestRejectedException>(async () => await other.GetAsync("/hers"));

        Assert.Equal(ErrorCode.NoAuth, error.Code);
    }

    [Theory]
    [InlineData("alice", "wrong")]
    [InlineData("bob", "wonder land")]
    public async Task A_client_that_proves_nothing_stops(string user, string password)
    {
        await using TcpWorld world = StartWithAccounts();

        RequestRejectedException error = await Assert.ThrowsAsync<RequestRejectedException>(
            async () => await ConnectAsync(world, new SaslCredentials(user, password)));

        Assert.Equal(ErrorCode.AuthFailed, error.Code);
    }

    [Fact]
    public async Task Where_authentication_is_required_sasl_is_enough()
    {
        await using TcpWorld world = StartWithAccounts(options => options.RequiredAuthSchemes = ["sasl"]);
        await using CoordinationClient alice = await ConnectAsync(world, Alice);
        await alice.CreateAsync("/x");
        await using RawClient nobody = await RawClient.OpenAsync(world.Server.EndPoint);

        await nobody.RequestAsync(SpecialXid.Ping, new PingRequest());
        await nobody.RequestAsync(1, new GetDataRequest("/x"));

        Assert.Equal(ErrorCode.Ok, (await nobody.ReadHeaderAsync()).Code);
        Assert.Equal(ErrorCode.SessionClosedRequireSaslAuth, (await nobody.ReadHeaderAsync()).Code);
        Assert.Null(await nobody.ReadFrameAsync());
    }

    // A server of ZooKeeper without a section in a JAAS file goes on as well.
    [Fact]
    public async Task Without_accounts_sasl_is_refused_and_the_connection_kept()
    {
        await using TcpWorld world = TcpWorld.Start();
        await using RawClient client = await RawClient.OpenAsync(world.Server.EndPoint);

        await client.RequestAsync(1, new SaslRequest(default));
        await client.RequestAsync(2, new ExistsRequest("/"));

        ReplyHeader refused = await client.ReadHeaderAsync();
        Assert.Equal((1, ErrorCode.AuthFailed), (refused.Xid, refused.Code));
        ReplyHeader answered = await client.ReadHeaderAsync();
        Assert.Equal((2, ErrorCode.Ok), (answered.Xid, answered.Code));
    }

    [Fact]
    public async Task What_proves_nothing_is_answered_in_turn_and_ends_the_connection()
    {
        await using TcpWorld world = StartWithAccounts();
        await using RawClient client = await RawClient.OpenAsync(world.Server.EndPoint);

        await client.RequestAsync(1, new ExistsRequest("/"));
        await client.RequestAsync(2, new SaslRequest(default));
        await client.RequestAsync(3, new SaslRequest("nonsense"u8.ToArray()));
        await client.RequestAsync(4, new ExistsRequest("/"));

        List<(int, ErrorCode)> answers = await ReadHeadersAsync(client, 3);
        Assert.Equal([(1, ErrorCode.Ok), (2, ErrorCode.Ok), (3, ErrorCode.AuthFailed)], answers);
        Assert.Null(await client.ReadFrameAsync());
    }

    [Fact]
    public async Task A_client_does_not_speak_first()
    {
        await using TcpWorld world = StartWithAccounts();
        await using RawClient client = await RawClient.OpenAsync(world.Server.EndPoint);

        await client.RequestAsync(1, new SaslRequest("x"u8.ToArray()));

        Assert.Equal([(1, ErrorCode.AuthFailed)], await ReadHeadersAsync(client, 1));
        Assert.Null(await client.ReadFrameAsync());
    }

    // What breaks says nothing of the credentials: the client goes on trying.
    [Fact]
    public async Task A_connection_that_breaks_during_the_login_is_no_refusal()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var sink = new RecordingSink();
        var options = new TcpClientOptions { Sasl = Alice };
        var transport = new TcpTransport(ConnectionString.Parse($"{listener.LocalEndpoint}"), options);
        using ITransportConnection connection = transport.Open(sink);
        connection.Connect(new ConnectRequest(SessionId.None, default, 5_000, Zxid.None, AcceptsReadOnly: false));

        using (Socket server = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken))
        {
            byte[] handshakeThenLogin = new byte[1_000];
            await server.ReceiveAsync(handshakeThenLogin, TestContext.Current.CancellationToken);
            using var writer = new JuteWriter();
            HandshakeCodec.Write(writer, new ConnectAnswerFrame(
                new ConnectResponse(new SessionId(7), default, 5_000, IsReadOnly: false, false, Zxid.None)));
            await server.SendAsync(writer.WrittenMemory, TestContext.Current.CancellationToken);
            await server.ReceiveAsync(handshakeThenLogin, TestContext.Current.CancellationToken);
        }

        Assert.NotEqual(CloseReason.AuthFailed, await sink.Closed);
    }

    [Fact]
    public async Task A_session_is_resumed_by_who_logs_in_again()
    {
        await using TcpWorld world = StartWithAccounts(options => options.RequiredAuthSchemes = ["sasl"]);
        CoordinationClient first = await ConnectAsync(world, Alice);
        SessionTicket ticket = first.Session.Ticket;
        await first.CreateAsync("/mine", mode: CreateMode.Ephemeral);
        await first.DetachAsync();

        await using CoordinationClient second =
            await ConnectAsync(world, Alice, new CoordinationClientOptions { Resume = ticket });

        Assert.Equal(ticket.Id, second.Session.Id);
        Assert.NotNull(await second.ExistsAsync("/mine"));
    }

    private static TcpWorld StartWithAccounts(
        Action<Coordination.Transports.InMemory.InMemoryEnsembleOptions>? configure = null) =>
        TcpWorld.Start(
            options => options.SaslUsers = new Dictionary<string, string>
            {
                ["alice"] = "wonder land",
                ["root"] = "r",
                ["super"] = "s",
            },
            configure);

    private static ValueTask<CoordinationClient> ConnectAsync(
        TcpWorld world, SaslCredentials credentials, CoordinationClientOptions? options = null) =>
        CoordinationClient.ConnectAsync(world.Transport(tcp => tcp.Sasl = credentials), options);

    private static async Task<List<(int Xid, ErrorCode Code)>> ReadHeadersAsync(RawClient client, int count)
    {
        var headers = new List<(int, ErrorCode)>();
        while (headers.Count < count)
        {
            ReplyHeader header = await client.ReadHeaderAsync();
            headers.Add((header.Xid, header.Code));
        }

        return headers;
    }
}
