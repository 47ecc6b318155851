using Coordination.Interop.Tests.ZooKeeper;

namespace Coordination.Interop.Tests.Tcp;

/// <summary>Apache Curator's recipes on our server (<c>CuratorWork.java</c>, and the lock of README.md).</summary>
public sealed class CuratorTests
{
    private static readonly string[] Jars =
        ["/usr/share/java/curator-recipes.jar", "/usr/share/java/curator-x-discovery.jar"];

    private static string? Missing =>
        ZooKeeperInstallation.Missing ?? (Jars.All(File.Exists)
            ? null
            : "there is no Curator (apt-get install libcurator-recipes-java libcurator-discovery-java).");

    [Fact]
    public async Task Recipes_go_on_while_connections_are_cut_and_their_session_is_resumed()
    {
        Counterpart.Require(Missing);
        await using OurServer server = OurServer.Start();
        await using var proxy = new CuttableProxy(server.ConnectString);

        (int exitCode, string? last, string errors) = await ProgramBehindProxy.RunAsync(
            ZooKeeperInstallation.Java(Jars, [PathOf("CuratorWork.java"), proxy.ConnectString, server.ConnectString]),
            proxy);

        Assert.True((exitCode, last) == (0, "done"), $"{last}, then exit code {exitCode}: {errors}");
        Assert.Equal(0, server.SessionCount);
    }

    [Fact]
    public async Task The_lock_of_the_readme_is_taken()
    {
        Counterpart.Require(Missing);
        await using OurServer server = OurServer.Start();

        (int ExitCode, string Output, string Errors)? run = await OtherProgram.RunAsync(
            "java", ["-cp", Jars[0], PathOf("CuratorLock.java"), server.ConnectString]);

        Assert.Matches(@"^held: \[/locks/report/_c_.+-lock-0000000000\]\n$", run?.Output);
        Assert.Equal(0, run?.ExitCode);
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Tcp", file);
}
