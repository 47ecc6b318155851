using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Env = System.Environment;

namespace Coordination.Transports.Tcp.Server.FourLetterWords;

/// <summary>
/// What a server says of itself, in ZooKeeper's formats (<c>StatCommand</c>, <c>ConfCommand</c> and others).
/// </summary>
internal static class ServerReports
{
    private const long BytesPerMegabyte = 1 << 20;

    /// <summary>The protocol's version, which clients parse, then what really answers.</summary>
    public static string Version { get; } = "3.9.0-coordination-" + typeof(ServerReports).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    public static string Server(CoordinationServer server) =>
        $"Zookeeper version: {Version}\n" + Figures(server);

    public static string Stat(CoordinationServer server)
    {
        var text = new StringBuilder($"Zookeeper version: {Version}\nClients:\n");
        foreach (ServerConnection connection in server.Connections)
            text.Append(ConnectionReports.Brief(connection)).Append(")\n");
        return text.Append('\n').Append(Figures(server)).ToString();
    }

    public static string Configuration(CoordinationServer server) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        clientPort={(server.Options.Tls is null ? server.EndPoint.Port : -1)}
        secureClientPort={(server.Options.Tls is null ? -1 : server.EndPoint.Port)}
        clientPortAddress={server.EndPoint.Address}
        dataDir=
        dataDirSize=0
        dataLogDir=
        dataLogSize=0
        tickTime={server.Ensemble.TickMs}
        maxClientCnxns={server.Ensemble.Options.Limits.ConnectionsPerAddress}
        minSessionTimeout={server.Ensemble.Options.MinSessionTimeout.TotalMilliseconds}
        maxSessionTimeout={server.Ensemble.Options.MaxSessionTimeout.TotalMilliseconds}
        clientPortListenBacklog={Listening.Backlog}
        serverId={server.Ensemble.Options.Replica}
        maxFrameBytes={server.Options.MaxFrameBytes}
        maxSockets={server.Options.MaxSockets}
        maxOutstanding={server.Options.MaxOutstanding}

        """);

    public static string Environment(CoordinationServer server) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        Environment:
        zookeeper.version={Version}
        host.name={Env.MachineName}
        dotnet.version={Env.Version}
        os.name={RuntimeInformation.OSDescription}
        os.arch={RuntimeInformation.OSArchitecture}
        os.version={Env.OSVersion.Version}
        user.name={Env.UserName}
        user.home={Env.GetFolderPath(Env.SpecialFolder.UserProfile)}
        user.dir={Env.CurrentDirectory}
        os.memory.total={Env.WorkingSet / BytesPerMegabyte}MB
        processors={Env.ProcessorCount}

        """);

    public static string Reset(CoordinationServer server)
    {
        server.Figures.Reset();
        return "Server stats reset.\n";
    }

    /// <summary>An ensemble that keeps nothing on disk has directories of no size.</summary>
    public static string Directories(CoordinationServer server) => "datadir_size: 0\nlogdir_size: 0\n";

    /// <summary>Timestamps of the server's clock in milliseconds.</summary>
    public static double Milliseconds(CoordinationServer server, double timestamps) =>
        timestamps * 1_000 / server.Options.TimeProvider.TimestampFrequency;

    private static string Figures(CoordinationServer server)
    {
        (long min, double mean, long max) = server.Figures.Latency;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Latency min/avg/max: {Milliseconds(server, min):F0}/{Milliseconds(server,
                mean):0.0###}/{Milliseconds(server, max):F0}
            Received: {server.Figures.Received}
            Sent: {server.Figures.Sent}
            Connections: {server.Ports.SocketCount}
            Outstanding: {server.Ports.Outstanding}
            Zxid: 0x{server.Ensemble.LastZxid.Value:x}
            Mode: standalone
            Node count: {server.Ensemble.ZnodeCount}

            """);
    }
}
