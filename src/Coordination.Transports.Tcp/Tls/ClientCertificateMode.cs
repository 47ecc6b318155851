namespace Coordination.Transports.Tcp.Tls;

/// <summary>What a server asks of its clients (ZooKeeper's <c>ssl.clientAuth</c>).</summary>
public enum ClientCertificateMode
{
    /// <summary>No certificate.</summary>
    None,

    /// <summary>One, if the client has one; a wrong one is refused.</summary>
    Want,

    /// <summary>One; who has none is refused.</summary>
    Need,
}
