using Coordination.Interop.Tests.ZooKeeper;
using Coordination.Testing.Contracts;
using Coordination.Transports.Tcp.Client;

namespace Coordination.Interop.Tests.Contracts;

/// <summary>Real Apache ZooKeepers for contract cases, each started when the first case asks for it.</summary>
public sealed class ZooKeeperContractFixture : IAsyncLifetime
{
    /// <summary>What they can have: ZooKeeper limits no watches, and keeps no answers and no events.</summary>
    public const ContractNeeds Offers = ContractNeeds.TimeToLive | ContractNeeds.Time
        | ContractNeeds.NoReconfiguration | ContractNeeds.Quotas | ContractNeeds.RequiredIdentity;

    // A session's time-out is from 2 to 20 ticks, and cases that wait for its end ask for two seconds.
    private static readonly ZooKeeperServerOptions Ordinary =
        new() { TickTimeMs = 200, ReapingIntervalMs = 50, EnforceQuota = true };

    private readonly Dictionary<bool, ZooKeeperServer> _servers = [];

    /// <summary>Runs a case, on a server that has what it needs.</summary>
    public async Task RunAsync(ContractCase contract)
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        bool requiresDigest = contract.Needs.HasFlag(ContractNeeds.RequiredIdentity);
        if (!_servers.TryGetValue(requiresDigest, out ZooKeeperServer? server))
        {
            server = await ZooKeeperServer.StartAsync(Ordinary with { RequiresDigest = requiresDigest });
            _servers.Add(requiresDigest, server);
        }

        var transport = new TcpTransport(ConnectionString.Parse(server.ConnectString));
        await contract.RunAsync(new ContractHost(transport, CoordinationTime.Default, Offers)
        {
            ShortTime = TimeSpan.FromSeconds(2),
            Patience = TimeSpan.FromSeconds(20),
        });
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (ZooKeeperServer server in _servers.Values)
            await server.DisposeAsync();
    }
}
