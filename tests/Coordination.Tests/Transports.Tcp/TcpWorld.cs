using System.Net;
using Coordination.Transports.InMemory;
using Coordination.Transports.Tcp.Client;
using Coordination.Transports.Tcp.Server;

namespace Coordination.Tests.Transports.Tcp;

/// <summary>An ensemble in this process on a free port, and clients of it.</summary>
internal sealed class TcpWorld : IAsyncDisposable
{
    private TcpWorld(InMemoryEnsemble ensemble, CoordinationServer server)
    {
        Ensemble = ensemble;
        Server = server;
    }

    public InMemoryEnsemble Ensemble { get; }

    public CoordinationServer Server { get; }

    public static TcpWorld Start(
        Action<CoordinationServerOptions>? configure = null, Action<InMemoryEnsembleOptions>? configureEnsemble = null)
    {
        var ensembleOptions = new InMemoryEnsembleOptions();
        configureEnsemble?.Invoke(ensembleOptions);
        var options = new CoordinationServerOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) };
        configure?.Invoke(options);
        InMemoryEnsemble ensemble = InMemoryEnsemble.Start(ensembleOptions);
        return new TcpWorld(ensemble, CoordinationServer.Start(ensemble.Ensemble, options));
    }

    public TcpTransport Transport(Action<TcpClientOptions>? configure = null)
    {
        var options = new TcpClientOptions();
        configure?.Invoke(options);
        return new TcpTransport(ConnectionString.Parse(Server.EndPoint.ToString()), options);
    }

    public ValueTask<CoordinationClient> ConnectAsync(CoordinationClientOptions? options = null) =>
        CoordinationClient.ConnectAsync(Transport(), options);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Ensemble.DisposeAsync();
    }
}
