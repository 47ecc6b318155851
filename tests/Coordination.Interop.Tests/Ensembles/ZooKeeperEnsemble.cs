using System.Net;
using Coordination.Interop.Tests.ZooKeeper;

namespace Coordination.Interop.Tests.Ensembles;

/// <summary>Three real ZooKeepers that are one ensemble, each a process of its own on free ports.</summary>
internal sealed class ZooKeeperEnsemble : IAsyncDisposable
{
    private const int Size = 3;
    private const int Attempts = 3;

    private ZooKeeperEnsemble(ZooKeeperServer[] members) => Members = members;

    public IReadOnlyList<ZooKeeperServer> Members { get; }

    /// <summary>As clients take it: all of them.</summary>
    public string ConnectString => string.Join(',', Members.Select(member => member.ConnectString));

    /// <summary>Starts one and waits until all serve.</summary>
    public static async Task<ZooKeeperEnsemble> StartAsync(ZooKeeperServerOptions options)
    {
        for (int attempt = 1; ; attempt++)
        {
            ZooKeeperEnsemble ensemble = Launch(options);
            bool[] areUp = await Task.WhenAll(ensemble.Members.Select(member => member.IsUpAsync()));
            if (areUp.All(isUp => isUp))
                return ensemble;

            // Somebody may have taken a port between our asking and a server's.
            await ensemble.DisposeAsync();
            if (attempt == Attempts)
                throw new InvalidOperationException("The ensemble did not start.");
        }
    }

    /// <summary>The member that serves a session.</summary>
    public async Task<ZooKeeperServer> FindServingAsync(SessionId session)
    {
        foreach (ZooKeeperServer member in Members)
        {
            if ((await member.AskAsync("cons")).Contains($"sid={session},", StringComparison.Ordinal))
                return member;
        }

        throw new InvalidOperationException($"Nobody serves {session}.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ZooKeeperServer member in Members)
            await member.DisposeAsync();
    }

    private static ZooKeeperEnsemble Launch(ZooKeeperServerOptions options)
    {
        int[] ports = ZooKeeperServer.FreePorts(3 * Size);
        string[] members =
        [
            "initLimit=50", "syncLimit=20",
            .. Enumerable.Range(0, Size).Select(i =>
                $"server.{i + 1}={IPAddress.Loopback}:{ports[Size + i]}:{ports[(2 * Size) + i]}"),
        ];
        return new ZooKeeperEnsemble(
            [.. Enumerable.Range(0, Size).Select(i => ZooKeeperServer.Launch(options, ports[i], (i + 1, members)))]);
    }
}
