using System.Text.Json;
using Coordination.Transports.Tcp.Server.FourLetterWords;

namespace Coordination.Transports.Tcp.Server.Admin;

/// <summary>The connections of a server, as AdminServer lists them (<c>ServerCnxn.getConnectionInfo</c>).</summary>
internal static class ConnectionJson
{
    public static void Write(Utf8JsonWriter json, AdminView view, bool isBrief)
    {
        WriteList(json, "connections", view.Server, isBrief);
        WriteList(json, "secure_connections", view.Secure, isBrief);
    }

    private static void WriteList(Utf8JsonWriter json, string name, CoordinationServer? server, bool isBrief)
    {
        json.WriteStartArray(name);
        foreach (ServerConnection connection in server?.Connections ?? [])
        {
            json.WriteStartObject();
            json.WriteString("remote_socket_address", connection.Peer?.ToString());
            json.WriteNumber("interest_ops", connection.IsReading ? 1 : 0);
            json.WriteNumber("outstanding_requests", connection.Outstanding);
            json.WriteNumber("packets_received", connection.Figures.Received);
            json.WriteNumber("packets_sent", connection.Figures.Sent);
            if (!isBrief && server is not null)
                WriteSession(json, server, connection);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSession(Utf8JsonWriter json, CoordinationServer server, ServerConnection connection)
    {
        ConnectionFigures figures = connection.Figures;
        LatencyFigures latency = figures.Latency;
        json.WriteNumber("session_id", connection.Session.Value);
        json.WriteString("last_operation", OperationName.Of(figures.LastOp));
        json.WriteNumber("established", connection.Since.ToUnixTimeMilliseconds());
        json.WriteNumber("session_timeout", connection.TimeoutMs);
        json.WriteNumber("last_cxid", figures.LastXid);
        json.WriteNumber("last_zxid", figures.LastZxid.Value);
        json.WriteNumber("last_response_time", (long)ServerReports.Milliseconds(server, figures.LastAt));
        json.WriteNumber("last_latency", (long)ServerReports.Milliseconds(server, latency.Last));
        json.WriteNumber("min_latency", (long)ServerReports.Milliseconds(server, latency.Least));
        json.WriteNumber("avg_latency", (long)ServerReports.Milliseconds(server, latency.Mean));
        json.WriteNumber("max_latency", (long)ServerReports.Milliseconds(server, latency.Most));
    }
}
