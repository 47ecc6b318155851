using System.Net;
using Coordination.Transports.InMemory;
using Coordination.Transports.Tcp.Server;

namespace Coordination.Interop.Tests.Tcp;

/// <summary>A server of ours on a free port of the loopback address.</summary>
internal sealed class OurServer : IAsyncDisposable
{
    private readonly InMemoryEnsemble _ensemble;
    private readonly CoordinationServer _server;

    private OurServer(InMemoryEnsemble ensemble, CoordinationServer server)
    {
        _ensemble = ensemble;
        _server = server;
    }

    /// <summary>As clients take it: <c>127.0.0.1:port</c>.</summary>
    public string ConnectString => _server.EndPoint.ToString();

    public int SessionCount => _ensemble.SessionCount;

    public static OurServer Start(
        InMemoryEnsembleOptions? options = null, Action<CoordinationServerOptions>? configure = null)
    {
        InMemoryEnsemble ensemble = InMemoryEnsemble.Start(options);
        var serverOptions = new CoordinationServerOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) };
        serverOptions.FourLetterWords.Add("*");
        configure?.Invoke(serverOptions);
        return new OurServer(ensemble, CoordinationServer.Start(ensemble.Ensemble, serverOptions));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _ensemble.DisposeAsync();
    }
}
