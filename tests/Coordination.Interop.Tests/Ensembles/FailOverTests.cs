using Coordination.Interop.Tests.ZooKeeper;
using Coordination.Requests;
using Coordination.Testing.Contracts;
using Coordination.Transports;
using Coordination.Transports.Tcp.Client;

namespace Coordination.Interop.Tests.Ensembles;

/// <summary>Our client on real ZooKeepers whose servers come and go under it.</summary>
public sealed class FailOverTests
{
    private const int Some = 500;
    private static readonly ZPath Root = "/load";

    private static readonly ZooKeeperServerOptions Options = new() { TickTimeMs = 500 };

    [Fact]
    public async Task No_acknowledged_write_and_no_event_is_lost_when_the_connected_server_of_three_dies()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using ZooKeeperEnsemble ensemble = await ZooKeeperEnsemble.StartAsync(Options);
        await using CoordinationClient client = await ConnectAsync(ensemble.ConnectString);
        await AssertNothingIsLostAsync(client, async load =>
        {
            ZooKeeperServer serving = await ensemble.FindServingAsync(client.Session.Id);
            await serving.KillAsync();
            await load.WaitForMoreAsync(Some);
            await serving.StartAgainAsync(); // Another may die only when all three are back.
        });
    }

    [Fact]
    public async Task No_acknowledged_write_and_no_event_is_lost_when_a_server_alone_dies_and_comes_back()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using ZooKeeperServer server = await ZooKeeperServer.StartAsync(Options with { TickTimeMs = 2_000 });
        await using CoordinationClient client =
            await ConnectAsync(server.ConnectString, new CoordinationClientOptions
            {
                SessionTimeout = TimeSpan.FromSeconds(40),
                ServerTick = TimeSpan.FromSeconds(2),
            });
        await AssertNothingIsLostAsync(client, async load =>
        {
            await server.KillAsync();
            await server.StartAgainAsync();
            await load.WaitForMoreAsync(Some);
        });
    }

    [Fact]
    public async Task A_session_moves_between_servers_and_the_one_that_it_left_carries_nothing_out_for_it()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using ZooKeeperEnsemble ensemble = await ZooKeeperEnsemble.StartAsync(Options);
        await using var left = new BareConnection(CoordinationTime.Default);
        await left.ConnectAsync(
            Transport(ensemble.Members[0].ConnectString), default, TimeSpan.FromSeconds(10), Zxid.None);
        var ticket = new SessionTicket(left.Session.Session, left.Session.Password);
        await left.SendAsync(new CreateRequest("/mine", default, Acl.Open, CreateMode.Ephemeral));

        await using CoordinationClient second = await ConnectAsync(
            ensemble.Members[1].ConnectString, new CoordinationClientOptions { Resume = ticket });
        await second.SyncAsync("/");
        Answer<Response> late = await left.SendAsync(new SetDataRequest("/mine", default, -1));
        Stat? held = await second.ExistsAsync("/mine");
        await second.DetachAsync();
        await using CoordinationClient third = await ConnectAsync(
            ensemble.Members[2].ConnectString, new CoordinationClientOptions { Resume = ticket });

        // Its answer, or its connection, closed by the server: nobody else's business.
        Assert.Contains(late.Code, new[] { ErrorCode.SessionMoved, ErrorCode.ConnectionLoss });
        Assert.Equal((ticket.Id, 0), (held?.EphemeralOwner, held?.Version));
        Assert.Equal(ticket.Id, second.Session.Id);
        Assert.Equal(ticket.Id, third.Session.Id);
        Assert.Equal(ticket.Id, (await third.GetAsync("/mine")).Stat.EphemeralOwner);
    }

    /// <summary>Neither write, event nor session, while twice in the midst of writing something fails.</summary>
    private static async Task AssertNothingIsLostAsync(CoordinationClient client, Func<WriteLoad, Task> fail)
    {
        SessionId session = client.Session.Id;
        await client.CreateAsync(Root);
        await client.CreateAsync("/mine", mode: CreateMode.Ephemeral);
        await using WatchedNames watched = await WatchedNames.StartAsync(client, Root);
        WriteLoad load = await WriteLoad.StartAsync(client, Root);
        for (int i = 0; i < 2; i++)
        {
            await load.WaitForMoreAsync(Some);
            await fail(load);
        }

        await load.StopAsync();

        IReadOnlySet<string> there = await load.AssertNothingLostAsync(client);
        await watched.WaitUntilAsync(there.IsSubsetOf);
        Assert.Equal(session, client.Session.Id);
        Assert.Equal(session, (await client.ExistsAsync("/mine"))?.EphemeralOwner);
    }

    private static TcpTransport Transport(string servers) => new(ConnectionString.Parse(servers));

    private static ValueTask<CoordinationClient> ConnectAsync(
        string servers, CoordinationClientOptions? options = null) =>
        CoordinationClient.ConnectAsync(Transport(servers), options);
}
