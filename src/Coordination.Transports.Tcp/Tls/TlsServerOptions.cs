using System.Security.Cryptography.X509Certificates;

namespace Coordination.Transports.Tcp.Tls;

/// <summary>
/// That a server speaks TLS, and nothing else on its port. A client's certificate is an identity of the scheme
/// <c>x509</c>: its subject as RFC 2253 writes it.
/// </summary>
public sealed class TlsServerOptions
{
    /// <summary>
    /// The server's certificate with its key, asked for at every handshake, so that a new one takes effect by itself:
    /// see <see cref="PemCertificate"/>.
    /// </summary>
    public required Func<X509Certificate2> Certificate { get; init; }

    /// <summary>What is asked of clients; nothing by default.</summary>
    public ClientCertificateMode ClientCertificates { get; init; }

    /// <summary>
    /// Who may have issued clients' certificates, asked for at every handshake; null, the default: whom the system
    /// trusts.
    /// </summary>
    public Func<X509Certificate2Collection>? ClientAuthorities { get; init; }
}
