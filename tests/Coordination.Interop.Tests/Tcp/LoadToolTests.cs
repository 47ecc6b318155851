using Coordination.Interop.Tests.ZooKeeper;

namespace Coordination.Interop.Tests.Tcp;

/// <summary>The load tool starts a real ZooKeeper and loads it, from each client that it knows.</summary>
public sealed class LoadToolTests
{
    [Theory]
    [InlineData("raw")]
    [InlineData("ours")]
    [InlineData("java")]
    public async Task A_real_ZooKeeper_is_loaded_without_an_error(string client)
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        string[] arguments =
        [
            Tool(), "run", "--server", "zk", "--client", client, "--operation", "mix", "--connections", "2", "--depth",
            "5", "--znodes", "10", "--warm-up", "0.2", "--seconds", "0.5",
        ];

        (int exitCode, string output, string errors) = await OtherProgram.RunAsync("dotnet", arguments)
            ?? throw new InvalidOperationException("There is no dotnet.");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("\"errors\":0", output, StringComparison.Ordinal);
    }

    // This is tests/X/bin/CONFIGURATION/FRAMEWORK, and the tool is in the same folders of its own.
    private static string Tool()
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        string root = Path.GetFullPath(Path.Combine(built.FullName, "..", "..", "..", "..", ".."));
        string configuration = built.Parent?.Name ?? "";
        return Path.Combine(
            root, "benchmarks", "Coordination.Load", "bin", configuration, built.Name, "Coordination.Load.dll");
    }
}
