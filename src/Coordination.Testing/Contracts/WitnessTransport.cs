using Coordination.Transports;

namespace Coordination.Testing.Contracts;

/// <summary>Passes everything on, and notes every request that is refused.</summary>
internal sealed class WitnessTransport(ITransport inner, Witness witness) : ITransport
{
    public ITransportConnection Open(IConnectionSink sink)
    {
        var connection = new WitnessConnection(sink, witness);
        connection.Open(inner);
        return connection;
    }
}
