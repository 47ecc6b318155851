using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Coordination.Ensemble;
using Coordination.Transports.Tcp.Server.FourLetterWords;

namespace Coordination.Transports.Tcp.Server.Admin;

/// <summary>
/// The commands of ZooKeeper's AdminServer (<c>Commands</c>): a JSON object each, of the same names.
/// </summary>
internal static class AdminCommands
{
    private static readonly SortedDictionary<string, Action<Utf8JsonWriter, AdminView>> All =
        new(StringComparer.Ordinal)
        {
            ["ruok"] = static (_, _) => { },
            ["is_read_only"] = static (json, _) => json.WriteBoolean("read_only", false),
            ["server_stats"] = ServerJson.WriteStats,
            ["stats"] = static (json, view) =>
            {
                ServerJson.WriteStats(json, view);
                ConnectionJson.Write(json, view, isBrief: true);
            },
            ["connections"] = static (json, view) => ConnectionJson.Write(json, view, isBrief: false),
            ["monitor"] = static (json, view) => ServerJson.WriteFigures(json, MonitorReport.Figures(view.Server)),
            ["configuration"] = ServerJson.WriteConfiguration,
            ["environment"] = ServerJson.WriteEnvironment,
            ["dirs"] = static (json, _) =>
            {
                json.WriteNumber("datadir_size", 0);
                json.WriteNumber("logdir_size", 0);
            },
            ["dump"] = SessionJson.WriteDump,
            ["watch_summary"] = static (json, view) =>
            {
                WatchSummary watches = view.Server.Ensemble.Watches;
                json.WriteNumber("num_connections", watches.Connections);
                json.WriteNumber("num_paths", watches.Paths);
                json.WriteNumber("num_total_watches", watches.Watches);
            },
            ["watches"] = SessionJson.WriteWatches,
            ["watches_by_path"] = SessionJson.WriteWatchesByPath,
            ["stat_reset"] = static (_, view) => ServerReports.Reset(view.Server),
            ["connection_stat_reset"] = static (_, view) => ConnectionReports.Reset(view.Server),
        };

    // Read by programs, not put into pages.
    private static readonly JsonWriterOptions Format =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a command answers; one that there is not says so, with success, as in ZooKeeper.</summary>
    public static byte[] Run(string command, AdminView view)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            bool isKnown = All.TryGetValue(command, out Action<Utf8JsonWriter, AdminView>? write);
            json.WriteStartObject();
            write?.Invoke(json, view);
            json.WriteString("command", command);
            json.WriteString("error", isKnown ? null : $"Unknown command: {command}");
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The page that lists them.</summary>
    public static string Index(string root)
    {
        var page = new StringBuilder();
        foreach (string command in All.Keys)
            page.Append("<a href=\"").Append(root).Append('/').Append(command).Append("\">").Append(command)
                .Append("</a>\n<br/>\n");
        return page.ToString();
    }
}
