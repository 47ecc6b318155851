using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Coordination.Protocol;

/// <summary>
/// The server's half of SASL's DIGEST-MD5 (RFC 2831), as ZooKeeper's server speaks it: one challenge, one response, no
/// layer of security behind. The nonce is the caller's to draw, for each exchange anew.
/// </summary>
public static class DigestMd5Server
{
    /// <summary>What a client must answer to.</summary>
    /// <param name="nonce">What nobody can foresee: letters and digits, <c>+</c>, <c>/</c>, <c>=</c>.</param>
    public static byte[] Challenge(string nonce)
    {
        ArgumentException.ThrowIfNullOrEmpty(nonce);
        return Encoding.ASCII.GetBytes(
            $"realm=\"{DigestMd5.Realm}\",nonce=\"{nonce}\",qop=\"{DigestMd5.Quality}\",charset=utf-8,"
            + "algorithm=md5-sess");
    }

    /// <summary>Judges a response. Takes as long for a user that there is not as for a wrong password.</summary>
    /// <param name="response">What the client answered.</param>
    /// <param name="nonce">The nonce of its challenge.</param>
    /// <param name="passwords">Accounts: passwords by user name.</param>
    /// <returns>Who it is, and by what the client knows the server; null where it proves nothing.</returns>
    public static DigestMd5Proof? Verify(
        ReadOnlySpan<byte> response, string nonce, IReadOnlyDictionary<string, string> passwords)
    {
        ArgumentNullException.ThrowIfNull(passwords);
        if (!SaslDirectives.TryParse(response, SaslDirectives.MaxResponseBytes, out SaslDirectives? said)
            || ReadInput(said, nonce) is not { } input
            || said["response"] is not { } digest)
        {
            return null;
        }

        bool isKnown = passwords.TryGetValue(input.UserName, out string? password);
        input = input with { Password = password ?? "" };
        bool isRight = CryptographicOperations.FixedTimeEquals(digest, DigestMd5.Response(input));
        return isKnown & isRight
            ? new(input.UserName, [.. "rspauth="u8, .. DigestMd5.Confirmation(input)])
            : null;
    }

    private static DigestMd5Input? ReadInput(SaslDirectives said, string nonce)
    {
        if (!IsToTheChallenge(said, nonce) || said["username"] is not { } user || said["cnonce"] is not { } clientNonce)
            return null;

        // Without a charset, text is ISO 8859-1 (RFC 2831 §2.1.2); the only charset there is, is UTF-8.
        bool isUtf8 = said["charset"] is not null;
        string? userName = Decode(user, isUtf8);
        string? realm = Decode(said["realm"] ?? [], isUtf8);
        string? actsAs = said["authzid"] is { } id ? Decode(id, isUtf8: true) : null;
        if (userName is null || realm is null)
            return null;
        return said["authzid"] is not null && actsAs != userName
            ? null // Nobody may act as another. ZooKeeper's Java client names itself here.
            : new DigestMd5Input
            {
                UserName = userName,
                Realm = realm,
                Password = "",
                Nonce = Encoding.ASCII.GetBytes(nonce),
                ClientNonce = clientNonce,
                AuthorizationId = actsAs,
            };
    }

    private static bool IsToTheChallenge(SaslDirectives said, string nonce) =>
        said["nonce"] is { } given && given.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(nonce))
        && said.Says("nc", DigestMd5.NonceCount)
        && said.Says("digest-uri", DigestMd5.DigestUri)
        && (said["qop"] is null || said.Says("qop", DigestMd5.Quality))
        && (said["charset"] is null || said.Says("charset", "utf-8"))
        && (said["realm"] is null || said.Says("realm", DigestMd5.Realm));

    private static string? Decode(byte[] text, bool isUtf8)
    {
        if (!isUtf8)
            return Encoding.Latin1.GetString(text);
        return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : null;
    }
}
