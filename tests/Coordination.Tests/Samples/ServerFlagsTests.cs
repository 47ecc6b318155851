using System.Security.Cryptography.X509Certificates;
using Coordination.Ensemble;
using Coordination.Samples.Server;
using Coordination.Tests.Transports.Tcp.Tls;
using Coordination.Transports.Tcp.Tls;

namespace Coordination.Tests.Samples;

/// <summary>The command line of <c>samples/Server</c>, flag by flag.</summary>
public sealed class ServerFlagsTests
{
    [Fact]
    public void Without_flags_the_defaults_hold()
    {
        ServerFlags flags = Parse();

        Assert.Equal("127.0.0.1:2181", flags.Server.EndPoint.ToString());
        Assert.Equal(TimeSpan.FromSeconds(1), flags.Ensemble.MinSessionTimeout);
        Assert.Equal(TimeSpan.FromSeconds(40), flags.Ensemble.MaxSessionTimeout);
        Assert.Equal(["srvr", "ruok", "mntr"], flags.Server.FourLetterWords);
        Assert.Equal(TimeSpan.FromSeconds(60), flags.Ensemble.ReapInterval);
        Assert.Equal((10_000, 60), (flags.Ensemble.Limits.Connections, flags.Ensemble.Limits.ConnectionsPerAddress));
        Assert.Equal(1_048_575, flags.Server.MaxFrameBytes);
        Assert.Empty(flags.Server.SaslUsers);
        Assert.Empty(flags.Ensemble.RequiredAuthSchemes);
        Assert.False(flags.Ensemble.EnforceQuota);
        Assert.Null(flags.Ensemble.SuperDigest);
        Assert.Null(flags.TlsServer);
        Assert.Null(flags.MetricsPort);
    }

    [Fact]
    public void Address_and_port_are_where_it_listens() =>
        Assert.Equal("[::1]:0", Parse("--address", "::1", "--client-port", "0").Server.EndPoint.ToString());

    // ZooKeeper's bounds are 2 and 20 ticks; ours are at least as wide as 1 s and 40 s.
    [Theory]
    [InlineData("--tick-ms 100", 200, 40_000)]
    [InlineData("--tick-ms 3000", 1_000, 60_000)]
    [InlineData("--tick-ms 100 --min-session-ms 500 --max-session-ms 900", 500, 900)]
    public void Time_outs_are_bounded_by_ticks_or_as_said(string arguments, int minMs, int maxMs)
    {
        ServerFlags flags = Parse(arguments.Split(' '));

        Assert.Equal(minMs, flags.Ensemble.MinSessionTimeout.TotalMilliseconds);
        Assert.Equal(maxMs, flags.Ensemble.MaxSessionTimeout.TotalMilliseconds);
    }

    [Fact]
    public void Words_are_a_list_or_all()
    {
        Assert.Equal(["wchs", "dump"], Parse("--four-letter-words", "wchs,dump").Server.FourLetterWords);
        Assert.Equal(["*"], Parse("--four-letter-words", "*").Server.FourLetterWords);
    }

    [Fact]
    public void Who_is_who_may_be_said_several_times()
    {
        ServerFlags flags = Parse(
            "--super-digest", "super:hash=", "--sasl-user", "a=p=q", "--sasl-user", "b=r", "--sasl-super", "a",
            "--sasl-super", "c", "--require-auth");

        Assert.Equal("super:hash=", flags.Ensemble.SuperDigest);
        Assert.Equal("p=q", flags.Server.SaslUsers["a"]);
        Assert.Equal("r", flags.Server.SaslUsers["b"]);
        Assert.Equal(["a", "c"], flags.Ensemble.SuperSaslUsers);
        Assert.Equal(["digest", "x509", "sasl"], flags.Ensemble.RequiredAuthSchemes);
    }

    [Fact]
    public void Limits_are_as_said()
    {
        ServerFlags flags = Parse(
            "--max-connections", "0", "--max-connections-per-address", "0", "--container-check-ms", "7",
            "--enforce-quota", "--max-frame", "4000000");

        EnsembleLimits limits = flags.Ensemble.Limits;
        Assert.Equal((int.MaxValue, 0), (limits.Connections, limits.ConnectionsPerAddress));
        Assert.Equal(int.MaxValue, flags.Server.MaxSockets);
        Assert.Equal(TimeSpan.FromMilliseconds(7), flags.Ensemble.ReapInterval);
        Assert.True(flags.Ensemble.EnforceQuota);
        Assert.Equal(4_000_000, flags.Server.MaxFrameBytes);
        Assert.Equal((4_000_000, 4_000_000), (limits.DataBytes, limits.FrameBytes));
    }

    [Fact]
    public void Metrics_have_a_port_of_their_own_and_reading_only_changes_nothing() =>
        Assert.Equal(9_141, Parse("--read-only", "--metrics-port", "9141").MetricsPort);

    [Fact]
    public void The_port_with_tls_has_what_the_other_has()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("coordination-flags-");
        string certificate = Path.Combine(folder.FullName, "cert");
        string key = Path.Combine(folder.FullName, "key");
        using (var authority = new TestAuthority())
        using (X509Certificate2 issued = authority.Issue("CN=server"))
        {
            File.WriteAllText(certificate, issued.ExportCertificatePem());
            File.WriteAllText(key, issued.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()); // Not null: issued so.
        }

        ServerFlags flags = Parse(
            "--tls-port", "0", "--tls-cert", certificate, "--tls-key", key, "--tls-ca", certificate,
            "--tls-client-auth", "need", "--sasl-user", "a=p", "--four-letter-words", "dump", "--max-frame", "5000");
        folder.Delete(recursive: true);

        Assert.Equal(ClientCertificateMode.Need, flags.TlsServer?.Tls?.ClientCertificates);
        Assert.Equal("CN=server", flags.TlsServer?.Tls?.Certificate().Subject);
        Assert.Equal("p", flags.TlsServer?.SaslUsers["a"]);
        Assert.Equal(["dump"], flags.TlsServer?.FourLetterWords);
        Assert.Equal(5_000, flags.TlsServer?.MaxFrameBytes);
    }

    [Theory]
    [InlineData("--data", "x")]
    [InlineData("--id", "1")]
    [InlineData("--peers", "1=127.0.0.1:1")]
    [InlineData("--peer-secret-file", "x")]
    [InlineData("--peer-tls-cert", "x")]
    [InlineData("--peer-tls-key", "x")]
    [InlineData("--peer-tls-ca", "x")]
    [InlineData("--nope", "x")]
    [InlineData("--address", "nowhere")]
    [InlineData("--client-port", "-1")]
    [InlineData("--client-port", "65536")]
    [InlineData("--metrics-port", "65536")]
    [InlineData("--tick-ms", "0")]
    [InlineData("--min-session-ms", "49")]
    [InlineData("--max-session-ms", "x")]
    [InlineData("--container-check-ms", "0")]
    [InlineData("--max-connections", "-1")]
    [InlineData("--max-frame", "1023")]
    [InlineData("--four-letter-words", "nope")]
    [InlineData("--super-digest", "nobody")]
    [InlineData("--sasl-user", "nobody")]
    [InlineData("--sasl-user", "=x")]
    [InlineData("--sasl-user", "x=")]
    [InlineData("--tls-client-auth", "maybe")]
    [InlineData("--tls-port", "1")]
    [InlineData("--tls-cert", "x")]
    public void A_wrong_flag_is_named_in_one_line(string flag, string value)
    {
        ServerFlags.Parse([flag, value], out string? fault);

        Assert.Contains(flag, fault, StringComparison.Ordinal);
        Assert.Single(fault!.Split('\n')); // Not null: it names the flag.
    }

    [Fact]
    public void A_flag_without_its_value_is_named()
    {
        ServerFlags.Parse(["--client-port"], out string? fault);

        Assert.Contains("--client-port", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_is_not_repeated()
    {
        ServerFlags.Parse(["--sasl-user", "a=secret", "--sasl-user", "a=secret"], out string? fault);

        Assert.Contains("--sasl-user", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault, StringComparison.Ordinal);
    }

    private static ServerFlags Parse(params string[] arguments)
    {
        ServerFlags flags = ServerFlags.Parse(arguments, out string? fault);
        Assert.Null(fault);
        return flags;
    }
}
