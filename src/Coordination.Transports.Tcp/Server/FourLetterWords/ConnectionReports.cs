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
                text.Append(CultureInfo.InvariantCulture, $",sid={connection.Session},to={connection.TimeoutMs}");
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
        + $"recved={connection.Received},sent={connection.Sent}");
}
