using System.Net;
using Coordination.Testing.Contracts;
using Coordination.Transports.InMemory;
using Coordination.Transports.Tcp.Client;
using Coordination.Transports.Tcp.Server;

namespace Coordination.Contract.Tests.Hosts;

/// <summary>Behind a port, on threads and the machine's clock; what waits for time to pass waits two seconds.</summary>
public sealed class BehindPort : IContractHost
{
    public static ContractNeeds Offers => Ensembles.Offers | ContractNeeds.Time;

    public static async Task RunAsync(ContractCase contract)
    {
        InMemoryEnsembleOptions options = Ensembles.Options(contract.Needs);
        options.ReapInterval = TimeSpan.FromMilliseconds(50);
        await using InMemoryEnsemble ensemble = InMemoryEnsemble.Start(options);
        var serverOptions = new CoordinationServerOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) };
        await using CoordinationServer server = CoordinationServer.Start(ensemble.Ensemble, serverOptions);
        var transport = new TcpTransport(ConnectionString.Parse(server.EndPoint.ToString()));
        await contract.RunAsync(new ContractHost(transport, CoordinationTime.Default, Offers)
        {
            ShortTime = TimeSpan.FromSeconds(2),
        });
    }
}
