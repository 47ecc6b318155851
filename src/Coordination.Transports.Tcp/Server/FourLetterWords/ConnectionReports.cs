using System.Globalization;
using System.Text;

namespace Coordination.Transports.Tcp.Server.FourLetterWords;

/// <summary>One line for each connection (<c>ServerCnxn.dumpConnectionInfo</c>).</summary>
internal static class ConnectionReports
{
    public static string Make(CoordinationServer server)
    {
        var text = new StringBuilder();
        foreach (ServerConnection connection in server.Connections)
        {
            text.Append(Brief(connection));
            if (connection.Session != SessionId.None)
                AppendSession(text, server, connection);
            text.Append(")\n");
        }

        return text.Append('\n').ToString();
    }

    public static string Reset(CoordinationServer server)
    {
        foreach (ServerConnection connection in server.Connections)
            connection.ResetFigures();
        return "Connection stats reset.\n";
    }

    /// <summary>
    /// The line up to where more may follow. The number in brackets is 1 while it reads, as in ZooKeeper.
    /// </summary>
    public static string Brief(ServerConnection connection) => string.Create(
        CultureInfo.InvariantCulture,
        $" /{connection.Peer}[{(connection.IsReading ? 1 : 0)}](queued={connection.Outstanding},"
        + $"recved={connection.Figures.Received},sent={connection.Figures.Sent}");

    private static void AppendSession(StringBuilder text, CoordinationServer server, ServerConnection connection)
    {
        ConnectionFigures figures = connection.Figures;
        text.Append(
            CultureInfo.InvariantCulture,
            $",sid={connection.Session},lop={OperationName.Of(figures.LastOp)}"
            + $",est={connection.Since.ToUnixTimeMilliseconds()},to={connection.TimeoutMs}");
        if (figures.LastXid >= 0)
            text.Append(CultureInfo.InvariantCulture, $",lcxid=0x{figures.LastXid:x}");
        LatencyFigures latency = figures.Latency;
        text.Append(
            CultureInfo.InvariantCulture,
            $",lzxid=0x{figures.LastZxid.Value:x},lresp={Whole(server, figures.LastAt)}"
            + $",llat={Whole(server, latency.Last)},minlat={Whole(server, latency.Least)}"
            + $",avglat={Whole(server, latency.Mean)},maxlat={Whole(server, latency.Most)}");
    }

    private static long Whole(CoordinationServer server, double timestamps) =>
        (long)ServerReports.Milliseconds(server, timestamps);
}
