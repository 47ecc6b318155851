using Coordination.Interop.Tests.ZooKeeper;

namespace Coordination.Interop.Tests.Tcp;

/// <summary>ZooKeeper's own command line on our server.</summary>
public sealed class ZkCliTests
{
    private const string Main = "org.apache.zookeeper.ZooKeeperMain";

    [Fact]
    public async Task Every_command_that_a_server_has_to_do_with_works()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using OurServer server = OurServer.Start();

        (string output, string errors) = await RunAsync(
            server,
            "create /zc hello",
            "get -s /zc",
            "set /zc world",
            "get /zc",
            "create -e /zc/e x",
            "create -s /zc/s- y",
            "create -c /zc/c",
            "create -t 60000 /zc/t d",
            "ls -R /zc",
            "getAcl /zc",
            "addauth digest u:p",
            "whoami",
            "getEphemerals",
            "setquota -n 50 /zc",
            "listquota /zc",
            "getAllChildrenNumber /zc",
            "sync /zc",
            "stat -w /zc",
            "set /zc again",
            "deleteall /zc",
            "ls /");

        string[] expected =
        [
            "hello", "dataVersion = 0", "world", "/zc/s-0000000001", "'world,'anyone", ": cdrwa", "digest: u",
                "[/zc/e]",
            "Output quota for /zc count=50", "Sync is OK", "type:NodeDataChanged path:/zc", "[zookeeper]",
        ];
        int from = 0;
        foreach (string line in expected)
        {
            int found = output.IndexOf(line, from, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{line}' is not in what follows of:\n{output}");
            from = found;
        }

        foreach (string path in new[] { "/zc", "/zc/e", "/zc/s-0000000001", "/zc/c", "/zc/t" })
            Assert.Contains($"Created {path}\n", errors, StringComparison.Ordinal); // That is where it says so.
    }

    private static async Task<(string Output, string Errors)> RunAsync(OurServer server, params string[] commands)
    {
        string[] arguments = ["-cp", ZooKeeperInstallation.ClassPath, Main, "-server", server.ConnectString];
        string input = string.Join('\n', [.. commands, "quit", ""]);
        (int ExitCode, string Output, string Errors)? run = await OtherProgram.RunAsync("java", arguments, input);
        return (run?.Output ?? "", run?.Errors ?? "");
    }
}
