using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>
/// What Java needs to speak TLS, as files: a certificate with its key (PKCS #12), and whom it trusts (PEM).
/// </summary>
internal sealed class ZooKeeperTls : IDisposable
{
    private const string Password = "secret";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("coordination-zookeeper-tls-");
    private readonly string _keys;
    private readonly string _authorities;

    public ZooKeeperTls(X509Certificate2 own, X509Certificate2Collection authorities)
    {
        _keys = Path.Combine(_folder.FullName, "own.p12");
        _authorities = Path.Combine(_folder.FullName, "authorities.pem");
        File.WriteAllBytes(_keys, own.Export(X509ContentType.Pkcs12, Password));
        File.WriteAllText(_authorities, authorities.ExportCertificatePems());
    }

    /// <summary>Options of a Java process whose ZooKeeper client speaks TLS.</summary>
    public IEnumerable<string> ClientSettings =>
    [
        "-Dzookeeper.client.secure=true",
        "-Dzookeeper.clientCnxnSocket=org.apache.zookeeper.ClientCnxnSocketNetty",
        .. Stores.Select(store => $"-Dzookeeper.{store}"),
    ];

    private IEnumerable<string> Stores =>
    [
        $"ssl.keyStore.location={_keys}", $"ssl.keyStore.password={Password}",
        $"ssl.trustStore.location={_authorities}",
    ];

    /// <summary>Lines of a server's configuration.</summary>
    public IEnumerable<string> Configuration(int port) =>
    [
        $"secureClientPort={port}", $"secureClientPortAddress={IPAddress.Loopback}",
        "serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory", .. Stores,
    ];

    public void Dispose() => _folder.Delete(recursive: true);
}
