using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Coordination.Transports.Tcp.Tls;

/// <summary>What is demanded of the other end before a word is said.</summary>
internal static class TlsHandshake
{
    public static SslServerAuthenticationOptions For(TlsServerOptions options) => new()
    {
        ServerCertificate = options.Certificate(),
        ClientCertificateRequired = options.ClientCertificates != ClientCertificateMode.None,
        CertificateChainPolicy = PolicyFor(options.ClientAuthorities),
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            errors == SslPolicyErrors.None
            || (certificate is null && options.ClientCertificates != ClientCertificateMode.Need),
    };

    public static SslClientAuthenticationOptions For(TlsClientOptions options, string host) => new()
    {
        TargetHost = options.TargetHost ?? host,
        ClientCertificates = options.Certificate is { } own ? [own()] : null,
        CertificateChainPolicy = PolicyFor(options.Authorities),
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
    };

    private static X509ChainPolicy? PolicyFor(Func<X509Certificate2Collection>? authorities)
    {
        if (authorities is null)
            return null;
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authorities());
        return policy;
    }
}
