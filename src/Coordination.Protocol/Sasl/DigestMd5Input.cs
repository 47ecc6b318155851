namespace Coordination.Protocol;

/// <summary>What both ends of a DIGEST-MD5 exchange know when it is decided (RFC 2831 §2.1.2.1).</summary>
internal readonly record struct DigestMd5Input()
{
    public required string UserName { get; init; }

    public required string Realm { get; init; }

    public required string Password { get; init; }

    /// <summary>The server's, byte for byte.</summary>
    public required byte[] Nonce { get; init; }

    /// <summary>The client's, byte for byte.</summary>
    public required byte[] ClientNonce { get; init; }

    /// <summary>What is authenticated for.</summary>
    public string DigestUri { get; init; } = DigestMd5.DigestUri;

    /// <summary>As whom the client wants to act; null where it does not say.</summary>
    public string? AuthorizationId { get; init; }
}
