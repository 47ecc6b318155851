using System.Text;

namespace Coordination.Protocol;

/// <summary>
/// The client's half of SASL's DIGEST-MD5 (RFC 2831), as ZooKeeper's Java client speaks it. The nonce is the caller's
/// to draw, for each exchange anew.
/// </summary>
public static class DigestMd5Client
{
    /// <summary>Answers a challenge; null where it is none, or asks for what is not done here.</summary>
    /// <param name="challenge">What the server sent.</param>
    /// <param name="userName">Who the client is.</param>
    /// <param name="password">By what it proves that.</param>
    /// <param name="clientNonce">What nobody can foresee: letters and digits, <c>+</c>, <c>/</c>, <c>=</c>.</param>
    public static DigestMd5Reply? Respond(
        ReadOnlySpan<byte> challenge, string userName, string password, string clientNonce)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentNullException.ThrowIfNull(password);
        ArgumentException.ThrowIfNullOrEmpty(clientNonce);
        if (!SaslDirectives.TryParse(challenge, SaslDirectives.MaxChallengeBytes, out SaslDirectives? said)
            || said["nonce"] is not { Length: > 0 } nonce
            || !said.Says("algorithm", "md5-sess")
            || !OffersAuth(said)
            || !said.Says("charset", "utf-8"))
        {
            return null;
        }

        byte[] realm = said["realm"] ?? [];
        var input = new DigestMd5Input
        {
            UserName = userName,
            Realm = Encoding.UTF8.GetString(realm),
            Password = password,
            Nonce = nonce,
            ClientNonce = Encoding.ASCII.GetBytes(clientNonce),
        };
        return new DigestMd5Reply(Write(input, said["realm"]), DigestMd5.Confirmation(input));
    }

    // Without the directive, auth alone is offered (RFC 2831 §2.1.1).
    private static bool OffersAuth(SaslDirectives said)
    {
        if (said["qop"] is not { } offered)
            return true;
        string[] qualities = Encoding.ASCII.GetString(offered).Split(',', StringSplitOptions.TrimEntries);
        return qualities.Contains(DigestMd5.Quality, StringComparer.OrdinalIgnoreCase);
    }

    private static byte[] Write(in DigestMd5Input input, byte[]? realm)
    {
        var token = new List<byte>();
        Append(token, "charset=utf-8,username="u8, Encoding.UTF8.GetBytes(input.UserName));
        if (realm is not null)
            Append(token, ",realm="u8, realm);
        Append(token, ",nonce="u8, input.Nonce);
        Append(token, ",cnonce="u8, input.ClientNonce);
        token.AddRange(Encoding.ASCII.GetBytes($",nc={DigestMd5.NonceCount},qop={DigestMd5.Quality}"));
        Append(token, ",digest-uri="u8, Encoding.ASCII.GetBytes(DigestMd5.DigestUri));
        token.AddRange([.. ",response="u8, .. DigestMd5.Response(input)]);
        return [.. token];
    }

    private static void Append(List<byte> token, ReadOnlySpan<byte> name, byte[] value)
    {
        token.AddRange(name);
        token.Add((byte)'"');
        foreach (byte one in value)
        {
            if (one is (byte)'"' or (byte)'\\')
                token.Add((byte)'\\');
            token.Add(one);
        }

        token.Add((byte)'"');
    }
}
