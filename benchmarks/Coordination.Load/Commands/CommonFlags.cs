using Coordination.Load.Servers;

namespace Coordination.Load.Commands;

/// <summary>Flags of several commands.</summary>
internal static class CommonFlags
{
    public static ServerOptions Servers(Flags flags)
    {
        var options = new ServerOptions();
        return options with
        {
            ZooKeeperData = flags.Text("--zk-data") ?? options.ZooKeeperData,
            MemoryData = flags.Text("--zk-memory-data") ?? options.MemoryData,
            JavaArguments = flags.Text("--zk-java")?.Split(' ') ?? options.JavaArguments,
            AotServer = flags.Text("--aot-server"),
        };
    }

    /// <summary>One of the kinds, started here, or an address at which one runs already.</summary>
    public static async Task<LoadServer> ServerAsync(string name, ServerOptions options)
    {
        if (System.Net.IPEndPoint.TryParse(name, out System.Net.IPEndPoint? endPoint) && name.Contains(':'))
            return LoadServer.At(endPoint);
        ServerKind kind = name switch
        {
            "ours" => ServerKind.Ours,
            "ours-aot" => ServerKind.OursAot,
            "zk" => ServerKind.ZooKeeper,
            "zk-memory" => ServerKind.ZooKeeperInMemory,
            _ => throw new UsageException($"{name}: a server is ours, ours-aot, zk, zk-memory or an address."),
        };
        return await LoadServer.StartAsync(kind, options);
    }
}
