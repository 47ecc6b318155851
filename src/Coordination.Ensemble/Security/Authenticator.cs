using System.Security.Cryptography;
using System.Text;
using Coordination.Requests;
using Coordination.Tree.Security;

namespace Coordination.Ensemble.Security;

/// <summary>
/// Turns credentials into identities (<c>DigestAuthenticationProvider</c>, <c>IPAuthenticationProvider</c>,
/// <c>X509AuthenticationProvider</c>). What a transport proves by itself (TLS, SASL) comes with the <see
/// cref="ConnectionOrigin"/>.
/// </summary>
internal sealed class Authenticator(EnsembleOptions options)
{
    private static readonly AuthId Super = new(Identities.SuperScheme, "");

    /// <summary>Who a connection is before it has said a word.</summary>
    public Identities Identify(ConnectionOrigin origin)
    {
        Identities caller = origin.Address is { } address ? Identities.From(address) : Identities.Anonymous;
        foreach (AuthId id in origin.Proven)
            caller = Add(caller, id);
        return caller;
    }

    /// <summary>Adds an identity that the transport has proven, and what comes with it.</summary>
    public Identities Add(Identities caller, AuthId proven)
    {
        caller = caller.With(proven);
        bool isSuper = proven.Scheme switch
        {
            "x509" => proven.Id == options.SuperX509Subject,
            "sasl" => options.SuperSaslUsers.Contains(proven.Id, StringComparer.Ordinal),
            _ => false,
        };
        return isSuper ? caller.With(Super) : caller;
    }

    /// <summary>
    /// Checks credentials. False where the scheme is unknown or they prove nothing (<see
    /// cref="ErrorCode.AuthFailed"/>).
    /// </summary>
    public bool TryAuthenticate(in AuthRequest request, ConnectionOrigin origin, ref Identities caller)
    {
        switch (request.Scheme)
        {
            case "digest":
                AuthId id = Digest(request.Credentials.Span);
                caller = caller.With(id);
                if (id.Id == options.SuperDigest)
                    caller = caller.With(Super);
                return true;
            case "ip":
                return caller.HasAddress; // Known already: the address is what ACLs of this scheme are matched with.
            case "x509":
                return origin.Proven.Any(proven => proven.Scheme == "x509");
            default:
                return false;
        }
    }

    /// <summary>Whether somebody may ask anything at all (<c>AuthenticationHelper.enforceAuthentication</c>).</summary>
    public bool IsEnough(Identities caller) =>
        options.RequiredAuthSchemes.Count == 0
        || caller.Ids.Any(id => options.RequiredAuthSchemes.Contains(id.Scheme, StringComparer.Ordinal))
        || (caller.HasAddress && options.RequiredAuthSchemes.Contains("ip", StringComparer.Ordinal));

    /// <summary>An identity without what is secret in it (<c>AuthenticationProvider.getUserName</c>).</summary>
    public static AuthId WithoutSecret(AuthId id) =>
        id.Scheme == "digest" ? id with { Id = id.Id.Split(':')[0] } : id;

    /// <summary>
    /// <c>user:base64(SHA-1(user:password))</c> (<c>DigestAuthenticationProvider.generateDigest</c>).
    /// </summary>
    private static AuthId Digest(ReadOnlySpan<byte> credentials)
    {
        int colon = credentials.IndexOf((byte)':');
        string user = Encoding.UTF8.GetString(colon < 0 ? credentials : credentials[..colon]);
        byte[] hash = SHA1.HashData(credentials); // ZooKeeper's; another hash would lock out every ACL there is.
        return new AuthId("digest", $"{user}:{Convert.ToBase64String(hash)}");
    }
}
