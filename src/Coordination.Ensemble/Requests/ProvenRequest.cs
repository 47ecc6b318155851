using Coordination.Requests;

namespace Coordination.Ensemble.Requests;

/// <summary>
/// The end of an exchange by which a transport has authenticated its client (SASL): takes effect in the order of the
/// connection's requests, and is no request that a client could make.
/// </summary>
/// <param name="Identity">Who it is; null where it proved nothing: that is answered, and the connection ended, as with
/// wrong credentials.</param>
internal readonly record struct ProvenRequest(AuthId? Identity) : IRequest<EmptyResponse>
{
    public OpCode OpCode => OpCode.Sasl;
}
