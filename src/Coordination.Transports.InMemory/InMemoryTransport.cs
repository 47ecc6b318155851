using Coordination.Ensemble;

namespace Coordination.Transports.InMemory;

/// <summary>Opens connections to an ensemble inside this process.</summary>
internal sealed class InMemoryTransport(CoordinationEnsemble ensemble) : ITransport
{
    public ITransportConnection Open(IConnectionSink sink) => ensemble.Accept(sink, ConnectionOrigin.InProcess);
}
