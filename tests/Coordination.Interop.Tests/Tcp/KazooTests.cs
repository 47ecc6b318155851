namespace Coordination.Interop.Tests.Tcp;

/// <summary>kazoo, the Python client, does real work on our server (<c>kazoo_work.py</c>).</summary>
public sealed class KazooTests
{
    [Fact]
    public async Task Kazoo_does_its_work_on_our_server()
    {
        string? python = await Python.FindAsync("import kazoo");
        Counterpart.Require(python is null ? "there is no kazoo (apt-get install python3-kazoo)." : null);
        await using OurServer server = OurServer.Start();
        string script = Path.Combine(AppContext.BaseDirectory, "Tcp", "kazoo_work.py");

        (int ExitCode, string Output, string Errors)? run =
            await OtherProgram.RunAsync(python!, [script, server.ConnectString]); // Not null: required.

        Assert.Equal(("", "done"), (run?.Errors, run?.Output.TrimEnd().Split('\n')[^1]));
        Assert.Equal(0, server.SessionCount);
    }
}
