using System.Globalization;
using Coordination.Interop.Tests.Tcp;
using Coordination.Interop.Tests.ZooKeeper;
using Coordination.Transports.Tcp.Client;

namespace Coordination.Interop.Tests.Recipes;

/// <summary>
/// Our mutex, Curator's <c>InterProcessMutex</c> and kazoo's <c>Lock</c> on the same znodes: one holder, and everybody
/// gets its turn. Curator and kazoo do not know each other, so each is mixed with ours alone.
/// </summary>
public sealed class MixedContendersTests(RealZooKeeper real) : IClassFixture<RealZooKeeper>
{
    private const string CuratorJar = "/usr/share/java/curator-recipes.jar";
    private const int Rounds = 25;
    private const string HoldMs = "10";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Curator_and_we_contend_for_one_mutex(bool isReal)
    {
        Counterpart.Require(ZooKeeperInstallation.Missing ?? (File.Exists(CuratorJar)
            ? null : "there is no Curator (apt-get install libcurator-recipes-java)."));
        await OnAsync(isReal, server => ContendAsync(
            server, "/mixed/curator", "java", ["-Xmx64m", "-cp", CuratorJar, PathOf("CuratorContender.java")]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kazoo_and_we_contend_for_one_mutex(bool isReal)
    {
        string? python = await Python.FindAsync("import kazoo");
        Counterpart.Require(python is null ? "there is no kazoo (apt-get install python3-kazoo)." : null);
        await OnAsync(isReal, server => ContendAsync(
            server, "/mixed/kazoo", python!, [PathOf("kazoo_contender.py")])); // Not null: required.
    }

    private async Task OnAsync(bool isReal, Func<string, Task> test)
    {
        if (isReal)
        {
            await test(real.ConnectString);
            return;
        }

        await using OurServer server = OurServer.Start();
        await test(server.ConnectString);
    }

    private static async Task ContendAsync(string server, string path, string program, string[] arguments)
    {
        string rounds = Rounds.ToString(CultureInfo.InvariantCulture);
        string[] ours =
        [
            RecipeProcess.AssemblyPath, "lock", "--connect", server, "--path", path, "--hold-ms", HoldMs, "--gap-ms",
            "1", "--count", rounds,
        ];
        Task<(int ExitCode, string Output, string Errors)?>[] runs =
        [
            OtherProgram.RunAsync(program, [.. arguments, server, path, rounds, HoldMs]),
            OtherProgram.RunAsync(program, [.. arguments, server, path, rounds, HoldMs]),
            OtherProgram.RunAsync(RecipeProcess.Host, ours),
            OtherProgram.RunAsync(RecipeProcess.Host, ours),
        ];
        var claims = new List<(double From, double To)>();
        foreach ((int ExitCode, string Output, string Errors)? run in await Task.WhenAll(runs))
        {
            (int exitCode, string output, string errors) = Assert.NotNull(run);
            Assert.True(exitCode == 0, errors);
            claims.AddRange(Claims(output));
        }

        (double From, double To)[] sorted = [.. claims.Order()];
        Assert.Equal(runs.Length * Rounds, sorted.Length);
        Assert.All(sorted.Zip(sorted[1..]), pair => Assert.True(pair.First.To <= pair.Second.From, $"{pair}"));
        await AssertNothingIsLeftAsync(server, path);
    }

    private static IEnumerable<(double From, double To)> Claims(string output)
    {
        double from = 0;
        foreach (string line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            RecipeLine told = RecipeLine.Parse(line);
            if (told.Event == "acquired")
                from = told.T;
            else if (told.Event == "released")
                yield return (from, told.T);
        }
    }

    private static async Task AssertNothingIsLeftAsync(string server, string path)
    {
        await using CoordinationClient client =
            await CoordinationClient.ConnectAsync(new TcpTransport(ConnectionString.Parse(server)));
        Assert.Equal(0, (await client.ExistsAsync(path))?.NumChildren ?? 0);
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Contenders", file);
}
