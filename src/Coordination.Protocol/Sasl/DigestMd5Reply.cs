using System.Security.Cryptography;

namespace Coordination.Protocol;

/// <summary>What a client answers to a challenge, and what it expects to hear then.</summary>
public sealed class DigestMd5Reply
{
    private readonly byte[] _expected;

    internal DigestMd5Reply(byte[] token, byte[] expected)
    {
        Token = token;
        _expected = expected;
    }

    /// <summary>What to send.</summary>
    public ReadOnlyMemory<byte> Token { get; }

    /// <summary>Whether a server has shown by this that it knows the password.</summary>
    public bool IsConfirmedBy(ReadOnlySpan<byte> token) =>
        SaslDirectives.TryParse(token, SaslDirectives.MaxChallengeBytes, out SaslDirectives? said)
        && said["rspauth"] is { } confirmation
        && CryptographicOperations.FixedTimeEquals(confirmation, _expected);
}
