using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Coordination.Ensemble;

namespace Coordination.Transports.Tcp.Server;

/// <summary>
/// All ports of one ensemble, which are one server to whoever asks for figures: in ZooKeeper the port with TLS is a
/// part of the server too (<c>ZooKeeperServer.getNumAliveConnections</c>). Ports are opened one by one and know
/// nothing of each other; what they have in common is their ensemble.
/// </summary>
internal sealed class PortGroup
{
    private static readonly ConditionalWeakTable<CoordinationEnsemble, PortGroup> Groups = [];

    private readonly ConcurrentDictionary<CoordinationServer, bool> _ports = new();

    /// <summary>What is counted on all of them.</summary>
    public ServerFigures Figures { get; } = new();

    /// <summary>Sockets that are open on all of them.</summary>
    public int SocketCount => _ports.Keys.Sum(port => port.SocketCount);

    /// <summary>Requests that are not answered, of all connections.</summary>
    public int Outstanding => _ports.Keys.Sum(port => port.Connections.Sum(connection => connection.Outstanding));

    public static PortGroup Of(CoordinationEnsemble ensemble) =>
        Groups.GetValue(ensemble, static _ => new PortGroup());

    public void Add(CoordinationServer port) => _ports.TryAdd(port, true);

    public void Remove(CoordinationServer port) => _ports.TryRemove(port, out _);
}
