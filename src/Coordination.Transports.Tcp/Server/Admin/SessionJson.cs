using System.Globalization;
using System.Text.Json;
using Coordination.Ensemble;

namespace Coordination.Transports.Tcp.Server.Admin;

/// <summary>Sessions, what would end with them, and what they watch, as AdminServer lists them.</summary>
internal static class SessionJson
{
    public static void WriteDump(Utf8JsonWriter json, AdminView view)
    {
        IReadOnlyList<SessionSummary> sessions = view.Server.Ensemble.ListSessions();
        TimeProvider time = view.Server.Options.TimeProvider;
        long nowMs = (long)time.GetElapsedTime(0).TotalMilliseconds;
        json.WriteStartObject("expiry_time_to_session_ids");
        IEnumerable<IGrouping<long, SessionSummary>> sets =
            sessions.GroupBy(one => nowMs + (long)one.ExpiresIn.TotalMilliseconds).OrderBy(set => set.Key);
        foreach (IGrouping<long, SessionSummary> set in sets)
            WriteIds(json, set.Key.ToString(CultureInfo.InvariantCulture), set.Select(one => one.Session));
        json.WriteEndObject();
        json.WriteStartObject("session_id_to_ephemeral_paths");
        foreach (SessionSummary owner in sessions.Where(one => one.Ephemerals.Count > 0))
            WritePaths(json, owner.Session, owner.Ephemerals);
        json.WriteEndObject();
    }

    public static void WriteWatches(Utf8JsonWriter json, AdminView view)
    {
        json.WriteStartObject("session_id_to_watched_paths");
        foreach (IGrouping<SessionId, ZPath> session in
            view.Server.Ensemble.ListWatches().GroupBy(watch => watch.Session, watch => watch.Path))
        {
            WritePaths(json, session.Key, session);
        }

        json.WriteEndObject();
    }

    public static void WriteWatchesByPath(Utf8JsonWriter json, AdminView view)
    {
        json.WriteStartObject("path_to_session_ids");
        foreach (IGrouping<string, SessionId> path in
            view.Server.Ensemble.ListWatches().GroupBy(watch => watch.Path.Value, watch => watch.Session))
        {
            WriteIds(json, path.Key, path);
        }

        json.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IEnumerable<SessionId> ids)
    {
        json.WriteStartArray(name);
        foreach (SessionId id in ids)
            json.WriteNumberValue(id.Value);
        json.WriteEndArray();
    }

    private static void WritePaths(Utf8JsonWriter json, SessionId session, IEnumerable<ZPath> paths)
    {
        json.WriteStartArray(session.Value.ToString(CultureInfo.InvariantCulture));
        foreach (ZPath path in paths)
            json.WriteStringValue(path.Value);
        json.WriteEndArray();
    }
}
