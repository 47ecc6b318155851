using Coordination.Interop.Tests.ZooKeeper;
using Coordination.Transports.InMemory;
using Coordination.Transports.Tcp.Client;

namespace Coordination.Interop.Tests.Tcp;

/// <summary>
/// SASL DIGEST-MD5 between ours and theirs, both ways. Debian builds the C client without SASL, so it has no part here.
/// </summary>
public sealed class SaslTests
{
    private const string Main = "org.apache.zookeeper.ZooKeeperMain";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, string> Users = new()
    {
        ["alice"] = "wonder land",
        ["root"] = "r00t",
    };

    [Fact]
    public async Task The_Java_client_proves_who_it_is()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using OurServer server = StartOurs();

        (string output, string errors) = await RunCliAsync(
            server, "alice", "wonder land", "whoami", "create /hers x sasl:alice:cdrwa", "get /hers", "getAcl /hers");

        Assert.Contains("sasl: alice", output, StringComparison.Ordinal);
        Assert.Contains("Created /hers\n", errors, StringComparison.Ordinal);
        Assert.Contains("'sasl,'alice\n: cdrwa", output, StringComparison.Ordinal);

        (string others, string refused) = await RunCliAsync(server, "root", "r00t", "whoami", "get /hers");

        Assert.Contains("sasl: root", others, StringComparison.Ordinal);
        Assert.Contains("\nx\n", others, StringComparison.Ordinal); // A super user reads what is not its own.
        Assert.DoesNotContain("Insufficient permission", refused, StringComparison.Ordinal);
    }

    // By itself a wrong password makes it come back without any, on the real server as on ours.
    [Fact]
    public async Task The_Java_client_with_a_wrong_password_gets_nothing_where_one_is_required()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using OurServer server = StartOurs("sasl");

        (string output, string errors) = await RunCliAsync(server, "alice", "wrong", "create /x y", "ls /");

        Assert.Contains("KeeperErrorCode = ", output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Created", output + errors, StringComparison.Ordinal);
        await using CoordinationClient client = await ConnectAsync(server.ConnectString, "root", "r00t");
        Assert.Null(await client.ExistsAsync("/x"));
    }

    [Fact]
    public async Task Kazoo_proves_who_it_is()
    {
        string? python = await Python.FindAsync("import kazoo, puresasl");
        Counterpart.Require(python is null
            ? "there is no kazoo with pure-sasl (apt-get install python3-kazoo python3-pure-sasl)." : null);
        await using OurServer server = StartOurs();
        string script = Path.Combine(AppContext.BaseDirectory, "Tcp", "kazoo_sasl.py");

        (int ExitCode, string Output, string Errors)? run =
            await OtherProgram.RunAsync(python!, [script, server.ConnectString]); // Not null: required.

        Assert.Equal((0, "done\n", ""), run);
    }

    [Fact]
    public async Task Our_client_proves_to_ZooKeeper_who_it_is_and_is_sure_of_the_server()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using ZooKeeperServer real = await ZooKeeperServer.StartAsync(new() { SaslUsers = Users });
        await using var proxy = new CuttableProxy(real.ConnectString);
        await using CoordinationClient alice = await ConnectAsync(proxy.ConnectString, "alice", "wonder land");
        await using CoordinationClient root = await ConnectAsync(real.ConnectString, "root", "r00t");

        await alice.CreateAsync("/hers", options: new CreateOptions { Acl = Acl.CreatorAll });

        Assert.Contains(new AuthId("sasl", "alice"), await alice.WhoAmIAsync());
        Assert.Equal(new AuthId("sasl", "alice"), (await alice.GetAclAsync("/hers")).Acl.Single().Id);
        RequestRejectedException error =
            await Assert.ThrowsAsync<RequestRejectedException>(async () => await root.GetAsync("/hers"));
        Assert.Equal(ErrorCode.NoAuth, error.Code);

        // Resumed, the session's connection is another, and has to be told again.
        SessionId session = alice.Session.Id;
        proxy.Cut();
        proxy.Heal();
        Assert.Equal(0, (await alice.GetAsync("/hers")).Stat.Version);
        Assert.Equal(session, alice.Session.Id);
    }

    [Theory]
    [InlineData("alice", "wrong")]
    [InlineData("nobody", "wonder land")]
    public async Task ZooKeeper_refuses_our_client_as_it_refuses_its_own(string user, string password)
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using ZooKeeperServer real = await ZooKeeperServer.StartAsync(new() { SaslUsers = Users });

        RequestRejectedException error = await Assert.ThrowsAsync<RequestRejectedException>(
            async () => await ConnectAsync(real.ConnectString, user, password).AsTask()
                .WaitAsync(Patience, TimeProvider.System));

        Assert.Equal(ErrorCode.AuthFailed, error.Code);
    }

    private static OurServer StartOurs(params string[] required) =>
        OurServer.Start(
            new InMemoryEnsembleOptions { SuperSaslUsers = ["root"], RequiredAuthSchemes = required },
            options => options.SaslUsers = Users);

    private static ValueTask<CoordinationClient> ConnectAsync(string server, string user, string password)
    {
        var options = new TcpClientOptions { Sasl = new SaslCredentials(user, password) };
        return CoordinationClient.ConnectAsync(new TcpTransport(ConnectionString.Parse(server), options));
    }

    private static async Task<(string Output, string Errors)> RunCliAsync(
        OurServer server, string user, string password, params string[] commands)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                file, JaasFile.Client(user, password), TestContext.Current.CancellationToken);
            string[] arguments =
            [
                $"-Djava.security.auth.login.config={file}", "-cp", ZooKeeperInstallation.ClassPath, Main,
                "-server", server.ConnectString,
            ];
            string input = string.Join('\n', [.. commands, "quit", ""]);
            (int ExitCode, string Output, string Errors)? run = await OtherProgram.RunAsync("java", arguments, input);
            return (run?.Output ?? "", run?.Errors ?? "");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
