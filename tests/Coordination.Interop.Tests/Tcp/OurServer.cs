using System.Net;
using Coordination.Interop.Tests.ZooKeeper;
using Coordination.Tests.Tree.Reference.Model;
using Coordination.Tests.Tree.Reference.Scripts;
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

    /// <summary>One that scripts can be played on.</summary>
    public static StagedServer StartStaged(bool enforceQuota)
    {
        var options = new InMemoryEnsembleOptions
        {
            SuperDigest = Credential.Super.Id.Id,
            EnforceQuota = enforceQuota,
            // Nobody reaps in the model: a container that our server finds empty in mid-script would be a difference.
            ReapInterval = TimeSpan.FromHours(24),
        };
        OurServer server = Start(options);
        return new StagedServer(server, server.ConnectString, ModelRules.Ours);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _ensemble.DisposeAsync();
    }
}
