using Coordination.Requests;

namespace Coordination.Protocol;

/// <summary>
/// One step of a SASL exchange; the transports' own, the ensemble sees only what it proved (<c>zookeeper.jute:
/// GetSASLRequest</c>).
/// </summary>
/// <param name="Token">What the mechanism has to say.</param>
public readonly record struct SaslRequest(ReadOnlyMemory<byte> Token) : IRequest<SaslResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.Sasl;
}
