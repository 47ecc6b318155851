using System.Net;
using System.Security.Cryptography.X509Certificates;
using Coordination.Transports.Tcp.Client;
using Coordination.Transports.Tcp.Tls;

namespace Coordination.Tests.Transports.Tcp.Tls;

public sealed class TlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly X509Certificate2 _server;
    private readonly X509Certificate2 _client;

    public TlsTests()
    {
        _server = _authority.Issue("CN=server", IPAddress.Loopback);
        _client = _authority.Issue("CN=client, OU=\"A + B\", O=Org");
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task A_client_does_its_work_by_TLS()
    {
        await using TcpWorld world = Start(ClientCertificateMode.None);
        await using CoordinationClient client = await CoordinationClient.ConnectAsync(Transport(world));

        await client.CreateAsync("/a", new byte[500_000]);

        Assert.Equal(500_000, (await client.GetAsync("/a")).Data.Length);
        Assert.Equal(["ip"], (await client.WhoAmIAsync()).Select(id => id.Scheme));
    }

    [Fact]
    public async Task A_client_s_certificate_is_an_identity_for_ACLs()
    {
        await using TcpWorld world = Start(ClientCertificateMode.Want);
        await using CoordinationClient known = await CoordinationClient.ConnectAsync(Transport(world, () => _client));
        await using CoordinationClient unknown = await CoordinationClient.ConnectAsync(Transport(world));

        await known.CreateAsync("/mine", options: new CreateOptions { Acl = Acl.CreatorAll });

        AuthId id = (await known.GetAclAsync("/mine")).Acl.Single().Id;
        Assert.Equal(new AuthId("x509", "CN=client,OU=A \\+ B,O=Org"), id);
        RequestRejectedException error =
            await Assert.ThrowsAsync<RequestRejectedException>(async () => await unknown.GetAsync("/mine"));
        Assert.Equal(ErrorCode.NoAuth, error.Code);
    }

    [Fact]
    public async Task Who_has_no_certificate_is_refused_where_one_is_needed()
    {
        await using TcpWorld world = Start(ClientCertificateMode.Need);

        Assert.NotEqual(Coordination.Transports.CloseReason.SessionClosed, await RefusalAsync(Transport(world)));

        await using CoordinationClient client = await CoordinationClient.ConnectAsync(Transport(world, () => _client));
        Assert.Equal(ConnectionState.Connected, client.State);
    }

    [Fact]
    public async Task Another_authority_s_certificate_is_refused_by_either_side()
    {
        using var other = new TestAuthority();
        using X509Certificate2 stranger = other.Issue("CN=client");
        await using TcpWorld world = Start(ClientCertificateMode.Want);

        Coordination.Transports.CloseReason asClient = await RefusalAsync(Transport(world, () => stranger));
        Coordination.Transports.CloseReason asServer = await RefusalAsync(
            Transport(world, authorities: () => other.Authorities));

        Assert.NotEqual(Coordination.Transports.CloseReason.SessionClosed, asClient);
        Assert.Equal(Coordination.Transports.CloseReason.Unreachable, asServer);
    }

    [Fact]
    public async Task A_server_with_another_name_is_refused()
    {
        using X509Certificate2 misnamed = _authority.Issue("CN=server", IPAddress.Parse("10.0.0.1"));
        await using TcpWorld world = TcpWorld.Start(o => o.Tls = new TlsServerOptions { Certificate = () => misnamed });

        Assert.Equal(Coordination.Transports.CloseReason.Unreachable, await RefusalAsync(Transport(world)));
    }

    [Fact]
    public async Task Who_speaks_no_TLS_is_sent_away()
    {
        await using TcpWorld world = Start(ClientCertificateMode.None);
        await using RawClient plain = await RawClient.DialAsync(world.Server.EndPoint);

        await plain.SendAsync("ruok, and more than a header"u8.ToArray());

        await plain.ReadToEndAsync();
        await using CoordinationClient client = await CoordinationClient.ConnectAsync(Transport(world));
        Assert.Equal(ConnectionState.Connected, client.State);
    }

    [Fact]
    public void A_renewed_certificate_takes_effect_and_a_broken_one_does_not()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("coordination-tls-");
        try
        {
            string certificate = Path.Combine(folder.FullName, "c.pem");
            string key = Path.Combine(folder.FullName, "k.pem");
            Write(_server, certificate, key, new DateTime(2020, 1, 1));
            var pem = new PemCertificate(certificate, key);
            Assert.Equal("CN=server", pem.Current.Subject);

            Write(_client, certificate, key, new DateTime(2021, 1, 1));
            string renewed = pem.Current.Subject;
            File.WriteAllText(certificate, "half");
            File.SetLastWriteTimeUtc(certificate, new DateTime(2022, 1, 1));

            Assert.Equal(_client.Subject, renewed);
            Assert.Equal(_client.Subject, pem.Current.Subject);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Write(X509Certificate2 certificate, string certificateFile, string keyFile, DateTime writtenAt)
    {
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        // Not null: it was issued with one.
        File.WriteAllText(keyFile, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.SetLastWriteTimeUtc(certificateFile, writtenAt);
        File.SetLastWriteTimeUtc(keyFile, writtenAt);
    }

    private static async Task<Coordination.Transports.CloseReason> RefusalAsync(TcpTransport transport)
    {
        var sink = new RecordingSink();
        using Coordination.Transports.ITransportConnection connection = transport.Open(sink);
        connection.Connect(new(SessionId.None, default, 5_000, Zxid.None, AcceptsReadOnly: false));
        Coordination.Transports.CloseReason why = await sink.Closed;
        Assert.False(sink.Connected.IsCompleted);
        return why;
    }

    private TcpWorld Start(ClientCertificateMode mode) => TcpWorld.Start(o => o.Tls = new TlsServerOptions
    {
        Certificate = () => _server,
        ClientCertificates = mode,
        ClientAuthorities = () => _authority.Authorities,
    });

    private TcpTransport Transport(
        TcpWorld world,
        Func<X509Certificate2>? certificate = null,
        Func<X509Certificate2Collection>? authorities = null) => world.Transport(o => o.Tls = new TlsClientOptions
        {
            Certificate = certificate,
            Authorities = authorities ?? (() => _authority.Authorities),
        });
}
