using Coordination.Transports;

namespace Coordination.Tests.Client.Scripted;

/// <summary>A transport whose server is the test.</summary>
internal sealed class ScriptedTransport : ITransport
{
    public List<ScriptedConnection> Connections { get; } = [];

    /// <summary>The connection opened last.</summary>
    public ScriptedConnection Last => Connections[^1];

    public ITransportConnection Open(IConnectionSink sink)
    {
        Connections.Add(new ScriptedConnection(sink));
        return Last;
    }
}
