namespace Coordination.Requests;

/// <summary>Adds an identity to the connection (<c>zookeeper.jute: AuthPacket</c>).</summary>
/// <param name="Scheme">For example <c>digest</c>.</param>
/// <param name="Credentials">What proves it, for <c>digest</c> the UTF-8 bytes of <c>user:password</c>.</param>
public readonly record struct AuthRequest(string Scheme, ReadOnlyMemory<byte> Credentials) : IRequest<EmptyResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.Auth;
}
