using System.Security.Cryptography;
using System.Text;

namespace Coordination.Protocol;

/// <summary>
/// The arithmetic of SASL's DIGEST-MD5 (RFC 2831 §2.1.2.1), of the one quality of protection that ZooKeeper uses,
/// <c>auth</c>, and of the first response to a nonce. MD5 is broken as a hash and the mechanism is historic (RFC 6331):
/// it is here because ZooKeeper's clients speak it, and belongs behind TLS.
/// </summary>
internal static class DigestMd5
{
    /// <summary>Both the realm and the host, wired into ZooKeeper's server and all of its clients.</summary>
    public const string Realm = "zk-sasl-md5";

    /// <summary>What is authenticated for (<c>serv-type/host</c>).</summary>
    public const string DigestUri = "zookeeper/" + Realm;

    /// <summary>Requests made with the nonce: this is the first.</summary>
    public const string NonceCount = "00000001";

    /// <summary>The only quality of protection that is offered and accepted.</summary>
    public const string Quality = "auth";

    /// <summary>What a client proves itself by, as 32 hexadecimal digits.</summary>
    public static byte[] Response(in DigestMd5Input input) => Compute(input, "AUTHENTICATE:");

    /// <summary>What a server proves by that it knows the password too, as 32 hexadecimal digits.</summary>
    public static byte[] Confirmation(in DigestMd5Input input) => Compute(input, ":");

    /// <summary>
    /// Text that is hashed: as ISO 8859-1 if it can be, though it travels as UTF-8 (RFC 2831 §2.1.2.1).
    /// </summary>
    public static byte[] BytesOf(string text) =>
        text.AsSpan().ContainsAnyExceptInRange('\0', '\u00ff') ? Encoding.UTF8.GetBytes(text)
            : Encoding.Latin1.GetBytes(text);

    private static byte[] Compute(in DigestMd5Input input, string method)
    {
        byte[] secret = MD5.HashData(Join(BytesOf(input.UserName), BytesOf(input.Realm), BytesOf(input.Password)));
        byte[] session = Join(secret, input.Nonce, input.ClientNonce);
        if (input.AuthorizationId is { } id)
            session = Join(session, Encoding.UTF8.GetBytes(id));
        byte[] asked = [.. Encoding.ASCII.GetBytes(method), .. Encoding.UTF8.GetBytes(input.DigestUri)];
        return Hex(Join(
            Hex(session),
            input.Nonce,
            Encoding.ASCII.GetBytes(NonceCount),
            input.ClientNonce,
            Encoding.ASCII.GetBytes(Quality),
            Hex(asked)));
    }

    private static byte[] Hex(byte[] hashed) => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(MD5.HashData(hashed)));

    private static byte[] Join(params ReadOnlySpan<byte[]> parts)
    {
        var joined = new List<byte>();
        for (int i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                joined.Add((byte)':');
            joined.AddRange(parts[i]);
        }

        return [.. joined];
    }
}
