using Coordination.Interop.Tests.Tcp;
using Coordination.Interop.Tests.ZooKeeper;
using Coordination.Transports.Tcp.Client;

namespace Coordination.Interop.Tests.Ensembles;

/// <summary>
/// What a session holds is given up before a real ZooKeeper lets anybody else have it, whatever keeps the client from
/// hearing of it.
/// </summary>
public sealed class HonestExpiryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly ZooKeeperServerOptions Options = new() { TickTimeMs = 500 };

    [Fact]
    public async Task A_client_that_hears_nothing_gives_up_before_another_can_get_what_it_held()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using ZooKeeperServer server = await ZooKeeperServer.StartAsync(Options);
        await using var proxy = new CuttableProxy(server.ConnectString);
        await using CoordinationClient holder = await ConnectAsync(
            proxy.ConnectString, new CoordinationClientOptions { SessionTimeout = TimeSpan.FromSeconds(2) });
        await using CoordinationClient other = await ConnectAsync(server.ConnectString);
        await holder.CreateAsync("/held", mode: CreateMode.Ephemeral);
        ICoordinationSession session = holder.Session;
        var lost = new TaskCompletionSource<long>();
        await using CancellationTokenRegistration told =
            session.Lost.Register(() => lost.SetResult(CoordinationTime.Default.GetTimestamp()));
        using var goes = new OneShotWatch(other.TimeProvider);
        await other.ExistsAsync("/held", new ReadOptions { Watch = goes });

        proxy.Stall();
        WatchEvent gone = await goes.FiredAsync().AsTask().WaitAsync(Patience, TimeProvider.System);
        long goneAt = CoordinationTime.Default.GetTimestamp();
        bool isValid = session.IsValid;
        proxy.Heal();
        await holder.CreateAsync("/held", mode: CreateMode.Ephemeral).AsTask().WaitAsync(Patience, TimeProvider.System);

        Assert.Equal(WatchEventType.NodeDeleted, gone.Type);
        Assert.False(isValid);
        Assert.True(await lost.Task < goneAt);
        Assert.NotEqual(session.Id, holder.Session.Id);
    }

    [Fact]
    public async Task A_process_that_was_frozen_past_its_time_out_knows_it_as_soon_as_it_goes_on()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using ZooKeeperServer server = await ZooKeeperServer.StartAsync(Options);
        await using CoordinationClient other = await ConnectAsync(server.ConnectString);
        using HolderProcess holder = await HolderProcess.StartAsync(server.ConnectString, "/held");
        Assert.Equal("valid", await holder.AskAsync());
        using var goes = new OneShotWatch(other.TimeProvider);
        await other.ExistsAsync("/held", new ReadOptions { Watch = goes });

        await holder.FreezeAsync();
        Task<string> answer = holder.AskAsync(); // Waits in its pipe: the first thing that it will do.
        WatchEvent gone = await goes.FiredAsync().AsTask().WaitAsync(Patience, TimeProvider.System);
        await holder.ThawAsync();

        Assert.Equal(WatchEventType.NodeDeleted, gone.Type);
        Assert.Equal("lost", await answer);
    }

    private static ValueTask<CoordinationClient> ConnectAsync(
        string servers, CoordinationClientOptions? options = null) =>
        CoordinationClient.ConnectAsync(new TcpTransport(ConnectionString.Parse(servers)), options);
}
