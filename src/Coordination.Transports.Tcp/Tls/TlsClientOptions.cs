using System.Security.Cryptography.X509Certificates;

namespace Coordination.Transports.Tcp.Tls;

/// <summary>That a client speaks TLS to every server of its connection string.</summary>
public sealed class TlsClientOptions
{
    /// <summary>
    /// The name that the server's certificate must have; null, the default: the host of the connection string.
    /// </summary>
    public string? TargetHost { get; init; }

    /// <summary>
    /// The client's own certificate with its key, asked for at every handshake; null, the default: none.
    /// </summary>
    public Func<X509Certificate2>? Certificate { get; init; }

    /// <summary>
    /// Who may have issued servers' certificates, asked for at every handshake; null, the default: whom the system
    /// trusts.
    /// </summary>
    public Func<X509Certificate2Collection>? Authorities { get; init; }
}
