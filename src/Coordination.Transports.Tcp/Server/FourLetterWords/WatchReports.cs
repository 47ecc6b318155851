using System.Globalization;
using System.Text;
using Coordination.Ensemble;

namespace Coordination.Transports.Tcp.Server.FourLetterWords;

/// <summary>Who watches what (<c>WatchCommand</c>), of every kind of watch, where ZooKeeper leaves out those for
/// children.</summary>
internal static class WatchReports
{
    public static string Summary(CoordinationServer server)
    {
        WatchSummary watches = server.Ensemble.Watches;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{watches.Connections} connections watching {watches.Paths} paths\nTotal watches:{watches.Watches}\n");
    }

    public static string BySession(CoordinationServer server) =>
        List(server, watch => watch.Session.ToString(), watch => watch.Path.Value);

    public static string ByPath(CoordinationServer server) =>
        List(server, watch => watch.Path.Value, watch => watch.Session.ToString());

    private static string List(CoordinationServer server, Func<WatchedBy, string> of, Func<WatchedBy, string> item)
    {
        var text = new StringBuilder();
        IEnumerable<IGrouping<string, string>> groups = server.Ensemble.ListWatches()
            .GroupBy(of, item, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (IGrouping<string, string> group in groups)
        {
            text.Append(group.Key).Append('\n');
            foreach (string one in group.Order(StringComparer.Ordinal))
                text.Append('\t').Append(one).Append('\n');
        }

        return text.Append('\n').ToString();
    }
}
