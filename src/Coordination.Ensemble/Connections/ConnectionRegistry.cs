using Coordination.Transports;
using Coordination.Work;

namespace Coordination.Ensemble.Connections;

/// <summary>
/// The connections that are there, until each has been told its end. Guarded by the ensemble's exclusion.
/// </summary>
internal sealed class ConnectionRegistry(EnsembleLimits limits)
{
    private readonly HashSet<EnsembleConnection> _connections = [];
    private readonly Dictionary<UInt128, int> _byAddress = [];
    private Completion<bool>? _empty;

    public int Count => _connections.Count;

    /// <summary>Lets a connection in; false where that is one too many.</summary>
    public bool TryAdd(EnsembleConnection connection)
    {
        if (_connections.Count >= limits.Connections)
            return false;
        if (connection.Origin.Address is { } address)
        {
            int there = _byAddress.GetValueOrDefault(address);
            if (limits.ConnectionsPerAddress > 0 && there >= limits.ConnectionsPerAddress)
                return false;
            _byAddress[address] = there + 1;
        }

        return _connections.Add(connection);
    }

    public void Remove(EnsembleConnection connection)
    {
        if (!_connections.Remove(connection))
            return; // It had not been let in.
        if (connection.Origin.Address is { } address && --_byAddress[address] == 0)
            _byAddress.Remove(address);
        if (_connections.Count == 0)
            _empty?.TrySetResult(true);
    }

    /// <summary>Ends all.</summary>
    /// <returns>Whether there are any, and <paramref name="empty"/> will be decided when each has been told.</returns>
    public bool CloseAll(CloseReason why, Completion<bool> empty)
    {
        _empty = empty;
        foreach (EnsembleConnection connection in _connections)
            connection.Close(why);
        return _connections.Count > 0;
    }
}
