using System.Diagnostics;

namespace Coordination.Interop.Tests.Tcp;

/// <summary>ZooKeeper's C client does real work on our server (<c>c_client_work.c</c>, compiled here).</summary>
public sealed class CClientTests
{
    private const string Header = "/usr/include/zookeeper/zookeeper.h";

    [Fact]
    public async Task The_C_client_goes_on_while_connections_are_cut_and_its_session_is_resumed()
    {
        Counterpart.Require(await FindWhatIsMissingAsync());
        DirectoryInfo folder = Directory.CreateTempSubdirectory("coordination-c-client-");
        try
        {
            string program = await CompileAsync(folder);
            await using OurServer server = OurServer.Start();
            await using var proxy = new CuttableProxy(server.ConnectString);

            (int exitCode, string? last, string errors) = await ProgramBehindProxy.RunAsync(
                new ProcessStartInfo(program, [proxy.ConnectString, server.ConnectString]), proxy);

            Assert.Equal((0, "done", ""), (exitCode, last, errors));
            Assert.Equal(0, server.SessionCount);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> CompileAsync(DirectoryInfo folder)
    {
        string source = Path.Combine(AppContext.BaseDirectory, "Tcp", "c_client_work.c");
        string program = Path.Combine(folder.FullName, "work");
        (int ExitCode, string Output, string Errors)? run = await OtherProgram.RunAsync(
            "gcc", ["-std=gnu99", "-Wall", "-Werror", "-DTHREADED", "-o", program, source, "-lzookeeper_mt"]);
        Assert.Equal((0, "", ""), run);
        return program;
    }

    private static async Task<string?> FindWhatIsMissingAsync()
    {
        if (!File.Exists(Header))
            return "there is no C client of ZooKeeper (apt-get install libzookeeper-mt-dev).";
        return await OtherProgram.RunAsync("gcc", ["--version"]) is { ExitCode: 0 }
            ? null
            : "there is no C compiler (apt-get install gcc libc6-dev).";
    }
}
