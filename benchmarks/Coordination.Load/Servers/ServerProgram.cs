using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Coordination.Load.Servers;

/// <summary>How the process of each server is started.</summary>
internal static class ServerProgram
{
    private const string PublishCommand =
        "dotnet publish samples/Server -c Release -p:PublishAot=true -o artifacts/server-aot";

    // This is benchmarks/Coordination.Load/bin/CONFIGURATION/FRAMEWORK below the root of the repository.
    private static readonly DirectoryInfo Built = new(AppContext.BaseDirectory.TrimEnd('/'));
    private static readonly string Root =
        Path.GetFullPath(Path.Combine(Built.FullName, "..", "..", "..", "..", ".."));

    public static ProcessStartInfo Of(ServerKind kind, ServerOptions options, int port, string folder) => kind switch
    {
        ServerKind.Ours => Quiet(OursProgram(), OursArguments(port)),
        ServerKind.OursAot => Quiet(AotBinary(options), OursArguments(port)),
        _ => Quiet("java", ZooKeeperArguments(options, port, folder)),
    };

    private static ProcessStartInfo Quiet(string program, IEnumerable<string> arguments) => new(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static string OursProgram()
    {
        string configuration = Built.Parent?.Name ?? "";
        return Path.Combine(Root, "samples", "Server", "bin", configuration, Built.Name, "Server");
    }

    private static string AotBinary(ServerOptions options)
    {
        string binary = options.AotServer ?? Path.Combine(Root, "artifacts", "server-aot", "Server");
        return File.Exists(binary)
            ? binary
            : throw new UsageException($"{binary} is not there; make it: {PublishCommand}");
    }

    private static IEnumerable<string> OursArguments(int port) =>
    [
        "--client-port", port.ToString(CultureInfo.InvariantCulture),
        "--max-connections", "0",
        "--max-connections-per-address", "0",
    ];

    // What is not said is ZooKeeper's default: fsync before every answer to a write among it.
    private static IEnumerable<string> ZooKeeperArguments(ServerOptions options, int port, string folder)
    {
        ZooKeeperInstallation.Require();
        string configuration = Path.Combine(folder, "zoo.cfg");
        File.WriteAllLines(configuration,
        [
            $"dataDir={folder}",
            $"clientPort={port}",
            $"clientPortAddress={IPAddress.Loopback}",
            "tickTime=2000",
            "maxClientCnxns=0",
            "admin.enableServer=false",
        ]);
        return
        [
            .. options.JavaArguments,
            "-cp", ZooKeeperInstallation.ClassPath, "org.apache.zookeeper.server.ZooKeeperServerMain", configuration,
        ];
    }
}
