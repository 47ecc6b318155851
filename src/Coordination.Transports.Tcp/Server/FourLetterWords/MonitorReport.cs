using System.Globalization;
using System.Text;

namespace Coordination.Transports.Tcp.Server.FourLetterWords;

/// <summary>
/// Figures by name, separated by a tab (<c>MonitorCommand</c>), by ZooKeeper's names where it has them.
/// </summary>
internal static class MonitorReport
{
    public static string Make(CoordinationServer server)
    {
        (long min, double mean, long max) = server.Figures.Latency;
        TimeSpan uptime = server.Options.TimeProvider.GetElapsedTime(server.StartedAt);
        var text = new StringBuilder();
        Add(text, "version", ServerReports.Version);
        Add(text, "server_state", "standalone");
        Add(text, "num_alive_connections", server.SocketCount);
        Add(text, "avg_latency",
            ServerReports.Milliseconds(server, mean).ToString("0.0###", CultureInfo.InvariantCulture));
        Add(text, "min_latency", (long)ServerReports.Milliseconds(server, min));
        Add(text, "max_latency", (long)ServerReports.Milliseconds(server, max));
        Add(text, "outstanding_requests", ServerReports.Outstanding(server));
        Add(text, "znode_count", server.Ensemble.ZnodeCount);
        Add(text, "watch_count", server.Ensemble.WatchCount);
        Add(text, "global_sessions", server.Ensemble.SessionCount);
        Add(text, "last_zxid", $"0x{server.Ensemble.LastZxid.Value:x}");
        Add(text, "packets_received", server.Figures.Received);
        Add(text, "packets_sent", server.Figures.Sent);
        Add(text, "connection_rejected", server.Figures.Refused);
        Add(text, "uptime", (long)uptime.TotalMilliseconds);
        return text.ToString();
    }

    private static void Add<T>(StringBuilder text, string name, T value) =>
        text.Append(CultureInfo.InvariantCulture, $"zk_{name}\t{value}\n");
}
