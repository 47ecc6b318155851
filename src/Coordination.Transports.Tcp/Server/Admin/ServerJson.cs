using System.Text.Json;
using Coordination.Ensemble;
using Coordination.Transports.Tcp.Server.FourLetterWords;

namespace Coordination.Transports.Tcp.Server.Admin;

/// <summary>What a server is and does, as AdminServer says it.</summary>
internal static class ServerJson
{
    public static void WriteStats(Utf8JsonWriter json, AdminView view)
    {
        CoordinationServer server = view.Server;
        ServerFigures figures = server.Figures;
        (long min, double mean, long max) = figures.Latency;
        json.WriteString("version", ServerReports.Version);
        json.WriteBoolean("read_only", false);
        json.WriteStartObject("server_stats");
        json.WriteNumber("packets_sent", figures.Sent);
        json.WriteNumber("packets_received", figures.Received);
        json.WriteNumber("data_dir_size", 0);
        json.WriteNumber("log_dir_size", 0);
        json.WriteString("server_state", "standalone");
        json.WriteNumber("last_processed_zxid", server.Ensemble.LastZxid.Value);
        json.WriteNumber("outstanding_requests", server.Ports.Outstanding);
        json.WriteNumber("avg_latency", Math.Round(ServerReports.Milliseconds(server, mean), 4));
        json.WriteNumber("max_latency", (long)ServerReports.Milliseconds(server, max));
        json.WriteNumber("min_latency", (long)ServerReports.Milliseconds(server, min));
        json.WriteNumber("num_alive_client_connections", server.Ports.SocketCount);
        json.WriteNumber(
            "uptime", (long)server.Options.TimeProvider.GetElapsedTime(server.StartedAt).TotalMilliseconds);
        json.WriteNumber("auth_failed_count", server.Ensemble.Figures.FailedAuthentications);
        json.WriteEndObject();
        json.WriteNumber("node_count", server.Ensemble.ZnodeCount);
    }

    public static void WriteFigures(Utf8JsonWriter json, IEnumerable<Figure> figures)
    {
        foreach (Figure figure in figures)
        {
            json.WritePropertyName(figure.Name);
            if (figure.IsNumber)
                json.WriteRawValue(figure.Value);
            else
                json.WriteStringValue(figure.Value);
        }
    }

    public static void WriteConfiguration(Utf8JsonWriter json, AdminView view)
    {
        EnsembleOptions options = view.Server.Ensemble.Options;
        json.WriteNumber("client_port", view.Server.EndPoint.Port);
        if (view.Secure is { } secure)
            json.WriteNumber("secure_client_port", secure.EndPoint.Port);
        json.WriteString("data_dir", "");
        json.WriteString("data_log_dir", "");
        json.WriteNumber("tick_time", view.Server.Ensemble.TickMs);
        json.WriteNumber("max_client_cnxns", options.Limits.ConnectionsPerAddress);
        json.WriteNumber("min_session_timeout", (long)options.MinSessionTimeout.TotalMilliseconds);
        json.WriteNumber("max_session_timeout", (long)options.MaxSessionTimeout.TotalMilliseconds);
        json.WriteNumber("server_id", options.Replica);
        json.WriteNumber("client_port_listen_backlog", Listening.Backlog);
    }

    // Each line of envi but its title.
    public static void WriteEnvironment(Utf8JsonWriter json, AdminView view)
    {
        string[] lines = ServerReports.Environment(view.Server).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (string[] parts in lines.Skip(1).Select(line => line.Split('=', 2)))
            json.WriteString(parts[0], parts[1]);
    }
}
