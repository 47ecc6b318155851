namespace Coordination.Interop.Tests.Tcp;

/// <summary>kazoo, the Python client, does real work on our server (<c>kazoo_work.py</c>).</summary>
public sealed class KazooTests
{
    // Debian's own Python has Debian's kazoo; another one that comes first in the path may have none.
    private static readonly string[] Pythons = ["/usr/bin/python3", "python3"];

    [Fact]
    public async Task Kazoo_does_its_work_on_our_server()
    {
        Counterpart.Require(await FindAsync() is null ? "there is no kazoo (apt-get install python3-kazoo)." : null);
        await using OurServer server = OurServer.Start();
        string script = Path.Combine(AppContext.BaseDirectory, "Tcp", "kazoo_work.py");

        (int ExitCode, string Output, string Errors)? run =
            await OtherProgram.RunAsync((await FindAsync())!, [script, server.ConnectString]); // Not null: required.

        Assert.Equal(("", "done"), (run?.Errors, run?.Output.TrimEnd().Split('\n')[^1]));
        Assert.Equal(0, server.SessionCount);
    }

    private static async Task<string?> FindAsync()
    {
        foreach (string python in Pythons)
        {
            if (await OtherProgram.RunAsync(python, ["-c", "import kazoo"]) is { ExitCode: 0 })
                return python;
        }

        return null;
    }
}
