namespace Coordination.Tree.Security;

/// <summary>
/// The authentication schemes that an ACL may name, and what an id of each looks like
/// (<c>AuthenticationProvider.isValid</c>).
/// </summary>
internal static class AuthSchemes
{
    public const string World = "world";
    public const string Auth = "auth";
    public const string Digest = "digest";
    public const string Ip = "ip";
    public const string X509 = "x509";
    public const string Sasl = "sasl";

    /// <summary>
    /// Whether an identity of the scheme says who somebody is, not only where from
    /// (<c>AuthenticationProvider.isAuthenticated</c>).
    /// </summary>
    public static bool ProvesIdentity(string scheme) => scheme is Digest or X509 or Sasl;

    public static bool IsWellFormed(AuthId id) => id.Scheme switch
    {
        World => id == AuthId.Anyone,
        Digest => IsUserAndHash(id.Id),
        Ip => IpRange.TryParse(id.Id, out _),
        X509 => IsDistinguishedName(id.Id),
        Sasl => IsPrincipal(id.Id),
        _ => false,
    };

    // Two parts at a colon; colons at the very end do not count, as Java's String.split drops empty parts there.
    private static bool IsUserAndHash(string id) => id.AsSpan().TrimEnd(':').Count(':') == 1;

    // type=value, separated by commas that no backslash escapes (RFC 2253); the types themselves are not looked up.
    private static bool IsDistinguishedName(string id)
    {
        bool hasType = false;
        int partLength = 0;
        for (int i = 0; i < id.Length; i++)
        {
            char c = id[i];
            if (c == '\\')
            {
                i++;
                partLength++;
            }
            else if (c == ',')
            {
                if (!hasType)
                    return false;
                (hasType, partLength) = (false, 0);
            }
            else
            {
                hasType |= c == '=' && partLength > 0;
                partLength += c == ' ' ? 0 : 1;
            }
        }

        return hasType;
    }

    // A Kerberos name, service/host@REALM, or any text without '@' (KerberosName).
    private static bool IsPrincipal(string id)
    {
        if (id.Length == 0)
            return false;
        int at = id.IndexOf('@');
        return at < 0
            || (id.LastIndexOf('@') == at && id.AsSpan(0, at).Count('/') <= 1 && !id.AsSpan(at + 1).Contains('/'));
    }
}
