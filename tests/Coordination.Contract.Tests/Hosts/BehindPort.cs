using System.Net;
using Coordination.Testing.Contracts;
using Coordination.Transports.InMemory;
using Coordination.Transports.Tcp.Client;
using Coordination.Transports.Tcp.Server;

namespace Coordination.Contract.Tests.Hosts;

/// <summary>Behind a port, on threads and the machine's clock.</summary>
public sealed class BehindPort : IContractHost
{
    public static ContractNeeds Offers => OnThreads.Offers;

    public static async Task RunAsync(ContractCase contract)
    {
        await using InMemoryEnsemble ensemble = InMemoryEnsemble.Start();
        var options = new CoordinationServerOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) };
        await using CoordinationServer server = CoordinationServer.Start(ensemble.Ensemble, options);
        await OnThreads.RunAsync(contract, new TcpTransport(ConnectionString.Parse(server.EndPoint.ToString())));
    }
}
