namespace Coordination;

/// <summary>What a client proves an identity with (<c>zookeeper.jute: AuthPacket</c>): keep it secret.</summary>
/// <param name="Scheme">How it is understood: <c>digest</c>, or a scheme of the server's own.</param>
/// <param name="Credentials">The proof; <c>user:password</c> in UTF-8 for <c>digest</c>.</param>
public readonly record struct AuthCredentials(string Scheme, ReadOnlyMemory<byte> Credentials)
{
    /// <summary>Credentials are a secret: only the scheme is printed.</summary>
    public override string ToString() => $"{Scheme}:…";
}
