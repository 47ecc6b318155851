using System.Globalization;
using System.Text;
using Coordination.Ensemble;

namespace Coordination.Transports.Tcp.Server.FourLetterWords;

/// <summary>
/// Figures by name (<c>MonitorCommand</c>), by ZooKeeper's names where it has them: those that its monitoring looks for
/// and that a server of ours has.
/// </summary>
internal static class MonitorReport
{
    public static string Make(CoordinationServer server)
    {
        var text = new StringBuilder();
        foreach (Figure figure in Figures(server))
            text.Append(CultureInfo.InvariantCulture, $"zk_{figure.Name}\t{figure.Value}\n");
        return text.ToString();
    }

    public static IEnumerable<Figure> Figures(CoordinationServer server) =>
        [.. OfServer(server), .. OfEnsemble(server.Ensemble), .. OfTraffic(server), .. ProcessFigures.All()];

    private static IEnumerable<Figure> OfServer(CoordinationServer server)
    {
        TimeSpan uptime = server.Options.TimeProvider.GetElapsedTime(server.StartedAt);
        yield return Text("version", ServerReports.Version);
        yield return Text("server_state", "standalone");
        yield return Number("uptime", (long)uptime.TotalMilliseconds);
        yield return Number("num_alive_connections", server.Ports.SocketCount);
        yield return Number("outstanding_requests", server.Ports.Outstanding);
    }

    private static IEnumerable<Figure> OfEnsemble(CoordinationEnsemble ensemble)
    {
        yield return Text("last_zxid", $"0x{ensemble.LastZxid.Value:x}");
        yield return Number("znode_count", ensemble.ZnodeCount);
        yield return Number("ephemerals_count", ensemble.EphemeralCount);
        yield return Number("approximate_data_size", ensemble.ContentBytes);
        yield return Number("watch_count", ensemble.WatchCount);
        yield return Number("global_sessions", ensemble.SessionCount);
        yield return Number("local_sessions", 0);
        yield return Number("stale_sessions_expired", ensemble.Figures.ExpiredSessions);
        yield return Number("auth_failed_count", ensemble.Figures.FailedAuthentications);
    }

    private static IEnumerable<Figure> OfTraffic(CoordinationServer server)
    {
        ServerFigures figures = server.Figures;
        (long min, double mean, long max) = figures.Latency;
        string average = ServerReports.Milliseconds(server, mean).ToString("0.0###", CultureInfo.InvariantCulture);
        yield return new Figure("avg_latency", average, IsNumber: true);
        yield return Number("min_latency", (long)ServerReports.Milliseconds(server, min));
        yield return Number("max_latency", (long)ServerReports.Milliseconds(server, max));
        yield return Number("packets_received", figures.Received);
        yield return Number("packets_sent", figures.Sent);
        yield return Number("bytes_received_count", figures.ReceivedBytes);
        yield return Number("response_bytes", figures.SentBytes);
        yield return Number("connection_request_count", figures.Handshakes);
        yield return Number("connection_rejected", figures.Refused + server.Ensemble.Figures.RefusedConnections);
        yield return Number("sessionless_connections_expired", figures.Expired);
    }

    private static Figure Number(string name, long value) =>
        new(name, value.ToString(CultureInfo.InvariantCulture), IsNumber: true);

    private static Figure Text(string name, string value) => new(name, value, IsNumber: false);
}
