using Coordination.Interop.Tests.ZooKeeper;

namespace Coordination.Interop.Tests.Tcp;

/// <summary>One real Apache ZooKeeper for the tests of a class; started when the first asks for it.</summary>
public sealed class RealZooKeeper : IAsyncLifetime
{
    private ZooKeeperServer? _server;

    /// <summary>As clients take it. Skips the test where there is none.</summary>
    public string ConnectString
    {
        get
        {
            Counterpart.Require(ZooKeeperInstallation.Missing);
            return _server!.ConnectString; // Not null: it was started, as nothing is missing.
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (ZooKeeperInstallation.Missing is null)
            _server = await ZooKeeperServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
