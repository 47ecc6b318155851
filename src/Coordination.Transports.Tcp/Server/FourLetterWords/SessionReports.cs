using System.Globalization;
using System.Text;
using Coordination.Ensemble;

namespace Coordination.Transports.Tcp.Server.FourLetterWords;

/// <summary>Sessions, what would end with them, and their connections (<c>DumpCommand</c>).</summary>
internal static class SessionReports
{
    public static string Make(CoordinationServer server)
    {
        DateTimeOffset now = server.Options.TimeProvider.GetUtcNow();
        IReadOnlyList<SessionSummary> sessions = server.Ensemble.ListSessions();
        var text = new StringBuilder("SessionTracker dump:\n");
        List<IGrouping<DateTimeOffset, string>> sets = Sets(sessions.Select(one =>
            (now + one.ExpiresIn, $"\t{one.Session}\n")));
        AppendSets(text, "Session Sets", sets, sessions.Count);
        AppendEphemerals(text, sessions);

        var remaining = sessions.ToDictionary(one => one.Session, one => one.ExpiresIn);
        List<(DateTimeOffset, string)> connections = [.. server.Connections.Select(one =>
            (now + Remaining(server, one, remaining), $"\tip: /{one.Peer} sessionId: {one.Session}\n"))];
        text.Append("Connections dump:\n");
        AppendSets(text, "Connections Sets", Sets(connections), connections.Count);
        return text.ToString();
    }

    private static void AppendEphemerals(StringBuilder text, IReadOnlyList<SessionSummary> sessions)
    {
        SessionSummary[] owners = [.. sessions.Where(one => one.Ephemerals.Count > 0)];
        text.Append("ephemeral nodes dump:\n");
        text.Append(CultureInfo.InvariantCulture, $"Sessions with Ephemerals ({owners.Length}):\n");
        foreach (SessionSummary owner in owners)
        {
            text.Append(CultureInfo.InvariantCulture, $"{owner.Session}:\n");
            foreach (ZPath path in owner.Ephemerals)
                text.Append('\t').Append(path.Value).Append('\n');
        }
    }

    private static List<IGrouping<DateTimeOffset, string>> Sets(IEnumerable<(DateTimeOffset End, string Line)> all) =>
        [.. all.GroupBy(one => EndOfSecond(one.End), one => one.Line).OrderBy(set => set.Key)];

    // What ends within the same second stands together, as in ZooKeeper what ends within the same tick.
    private static DateTimeOffset EndOfSecond(DateTimeOffset end) =>
        DateTimeOffset.FromUnixTimeSeconds(end.ToUnixTimeSeconds() + 1);

    private static void AppendSets(
        StringBuilder text, string title, List<IGrouping<DateTimeOffset, string>> sets, int count)
    {
        text.Append(CultureInfo.InvariantCulture, $"{title} ({sets.Count})/({count}):\n");
        foreach (IGrouping<DateTimeOffset, string> set in sets)
        {
            // As Java writes a date.
            text.Append(
                CultureInfo.InvariantCulture,
                $"{set.Count()} expire at {set.Key:ddd MMM dd HH:mm:ss 'UTC' yyyy}:\n");
            foreach (string line in set)
                text.Append(line);
        }
    }

    private static TimeSpan Remaining(
        CoordinationServer server, ServerConnection connection, Dictionary<SessionId, TimeSpan> sessions)
    {
        if (sessions.TryGetValue(connection.Session, out TimeSpan ofSession))
            return ofSession;
        TimeSpan waited = connection.WaitsSince is { } since
            ? server.Options.TimeProvider.GetElapsedTime(since) : TimeSpan.Zero;
        return server.Options.HandshakeTimeout > waited ? server.Options.HandshakeTimeout - waited : TimeSpan.Zero;
    }
}
