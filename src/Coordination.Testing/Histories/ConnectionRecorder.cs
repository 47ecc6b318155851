using Coordination.Transports;

namespace Coordination.Testing;

/// <summary>Remembers what passes on every connection of a process.</summary>
internal sealed class ConnectionRecorder(ITransport transport, string process, WireHistory history) : ITransport
{
    public string Process => process;

    public TimeSpan Now => history.Now;

    public long TakeIndex() => history.TakeIndex();

    public ITransportConnection Open(IConnectionSink sink)
    {
        var connection = new ObservedConnection(this, sink);
        history.Connections.Add(connection);
        connection.Open(transport);
        return connection;
    }
}
