using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Coordination.Interop.Tests.Tcp;
using Coordination.Interop.Tests.ZooKeeper;
using Coordination.Testing.Contracts;
using Coordination.Tests.Transports.Tcp.Tls;
using Coordination.Transports.Tcp.Client;
using Coordination.Transports.Tcp.Tls;

namespace Coordination.Interop.Tests.Tls;

/// <summary>TLS between Java's ZooKeeper and ours, either way around; who is who is the same on both.</summary>
public sealed class TlsInteropTests : IAsyncLifetime
{
    // What is odd in a name, and Java writes in its own way.
    private static readonly string[] Subjects =
    [
        "CN=client, O=Org, C=DE",
        "CN=\"A + B, <x>; \\\\ back\", OU=Unit, L=City, ST=State, STREET=\"1 Road\"",
        "CN=\"a=b#c\", OU=\"#first\", O=\"x\"\"quoted\"\"\"",
        "CN=\"  two before and after  \", O=\" one \"",
        "CN=Zoë Ünïcode, O=東京",
        "OID.0.9.2342.19200300.100.1.1=ann, DC=example, DC=org",
        "E=ann@example.org, SERIALNUMBER=7, T=Dr, G=Ann, SN=Other, CN=ann",
        "CN=ann+OU=several, O=Org",
    ];

    private readonly TestAuthority _authority = new();
    private ZooKeeperServer? _real;
    private ZooKeeperTls? _files;
    private OurServer? _ours;

    private OurServer Ours => _ours!; // Not null: it was started.

    // Not null: it was started, as nothing is missing.
    private ZooKeeperServer Real => _real!;

    public async ValueTask InitializeAsync()
    {
        X509Certificate2 own = _authority.Issue("CN=server", IPAddress.Loopback);
        _ours = OurServer.Start(configure: options => options.Tls = new TlsServerOptions
        {
            Certificate = () => own,
            ClientCertificates = ClientCertificateMode.Need,
            ClientAuthorities = () => _authority.Authorities,
        });
        if (ZooKeeperInstallation.Missing is not null)
            return;
        _files = new ZooKeeperTls(own, _authority.Authorities);
        _real = await ZooKeeperServer.StartAsync(new ZooKeeperServerOptions { Tls = _files });
    }

    public async ValueTask DisposeAsync()
    {
        if (_real is not null)
            await _real.DisposeAsync();
        _files?.Dispose();
        await Ours.DisposeAsync();
        _authority.Dispose();
    }

    [Fact]
    public async Task A_certificate_is_the_same_identity_on_the_real_ZooKeeper_and_on_ours()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        var real = new List<AuthId>();
        var ours = new List<AuthId>();
        foreach (string subject in Subjects)
        {
            using X509Certificate2 certificate = _authority.Issue(subject, IPAddress.Loopback);

            real.Add(await CreateOwnAsync(Real.SecureConnectString, certificate));
            ours.Add(await CreateOwnAsync(Ours.ConnectString, certificate));
        }

        Assert.All(real, id => Assert.Equal("x509", id.Scheme));
        Assert.Equal(string.Join('\n', real), string.Join('\n', ours));
    }

    [Fact]
    public async Task Java_s_client_does_its_work_on_our_server_by_TLS_and_is_who_it_is_on_its_own()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        using X509Certificate2 certificate = _authority.Issue("CN=\"Java, Inc.\", O=Org", IPAddress.Loopback);
        using var files = new ZooKeeperTls(certificate, _authority.Authorities);

        JsonNode real = await CreateOwnAsync(Real.SecureConnectString, files);
        JsonNode ours = await CreateOwnAsync(Ours.ConnectString, files);

        Assert.Equal("CN=Java\\, Inc.,O=Org", (string?)ours["acl"]![0]!["id"]);
        Assert.Equal(real["acl"]!.ToJsonString(), ours["acl"]!.ToJsonString());
    }

    [Fact]
    public async Task Our_client_is_refused_by_the_real_ZooKeeper_without_a_certificate()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using var connection = new BareConnection(CoordinationTime.Default);

        await connection.ConnectAsync(
            Transport(Real.SecureConnectString, certificate: null), default, TimeSpan.FromSeconds(5), Zxid.None);

        Assert.Equal(SessionId.None, connection.Session.Session);
        Assert.NotNull(connection.Closed);
    }

    private async Task<AuthId> CreateOwnAsync(string server, X509Certificate2 certificate)
    {
        await using CoordinationClient client =
            await CoordinationClient.ConnectAsync(Transport(server, certificate));
        await client.CreateAsync("/own", new byte[100_000], options: new CreateOptions { Acl = Acl.CreatorAll });
        AuthId id = (await client.GetAclAsync("/own")).Acl.Single().Id;
        Assert.Equal(100_000, (await client.GetAsync("/own")).Data.Length);
        await client.DeleteAsync("/own");
        return id;
    }

    private static async Task<JsonNode> CreateOwnAsync(string server, ZooKeeperTls files)
    {
        await using var java = new ZooKeeperConversation(ZooKeeperJavaClient.Start(server, files.ClientSettings));
        java.Ask("a", "connect", new() { ["timeout"] = 5_000 });
        java.Ask("a", "create", new()
        {
            ["path"] = "/java",
            ["data"] = Convert.ToBase64String(new byte[100_000]),
            ["mode"] = 0,
            ["ttl"] = 0,
            ["acl"] = new JsonArray(new JsonObject { ["perms"] = 31, ["scheme"] = "auth", ["id"] = "" }),
        });
        return java.Ask("a", "getAcl", new() { ["path"] = "/java" });
    }

    private TcpTransport Transport(string server, X509Certificate2? certificate)
    {
        var options = new TcpClientOptions
        {
            Tls = new TlsClientOptions
            {
                Certificate = certificate is null ? null : () => certificate,
                Authorities = () => _authority.Authorities,
            },
        };
        return new TcpTransport(ConnectionString.Parse(server), options);
    }
}
