using System.Globalization;
using System.Text;

namespace Coordination.Tests.Tree.Reference.Model;

/// <summary>
/// Quotas, from the quota guide and <c>StatsTrack</c>'s text: the limits of <c>/a</c> stand in
/// <c>/zookeeper/quota/a/zookeeper_limits</c>, what is used in <c>/zookeeper/quota/a/zookeeper_stats</c> beside it. The
/// deepest limited ancestor counts, and it alone.
/// </summary>
internal static class ModelQuotas
{
    private const string Root = "/zookeeper/quota";
    private const string Limits = "/zookeeper_limits";
    private const string Stats = "/zookeeper_stats";

    /// <summary>Whether a change of so many bytes and znodes at the path would pass a hard limit.</summary>
    public static bool Exceeds(ModelState state, string path, long bytes, long count)
    {
        if (LimitedAncestor(state, path) is not { } limited)
            return false;
        if (Read(state, Root + limited + Limits) is not { } limits
            || Read(state, Root + limited + Stats) is not { } used)
            return false;

        long countLimit = limits.GetValueOrDefault("countHardLimit", -1);
        long byteLimit = limits.GetValueOrDefault("byteHardLimit", -1);
        return (count != 0 && countLimit > -1 && used.GetValueOrDefault("count", -1) + count > countLimit)
            || (bytes != 0 && byteLimit > -1 && used.GetValueOrDefault("bytes", -1) + bytes > byteLimit);
    }

    /// <summary>
    /// Counts a change: the data of the stats znode is replaced; its version and times are not touched.
    /// </summary>
    public static void Count(ModelState state, string path, long bytes, long count)
    {
        if (LimitedAncestor(state, path) is not { } limited || state.Find(Root + limited + Stats) is not { } stats)
            return;
        if (Parse(stats.Data) is not { } used)
            return;

        used["count"] = used.GetValueOrDefault("count", -1) + count;
        used["bytes"] = used.GetValueOrDefault("bytes", -1) + bytes;
        stats.Data = Write(used);
    }

    /// <summary>Where the znode just created is a stats znode: counts what there is already.</summary>
    public static void CountExisting(ModelState state, string path)
    {
        if (!path.StartsWith(Root + "/", StringComparison.Ordinal) || !path.EndsWith(Stats, StringComparison.Ordinal))
            return;

        string limited = path[Root.Length..^Stats.Length];
        List<string> counted = limited.Length == 0 || state.Find(limited) is null
            ? []
            : [limited, .. state.DescendantsOf(limited)];
        long bytes = counted.Sum(each => (long)(state.Find(each)?.Data.Length ?? 0));
        // Just created, so it is there.
        state.Find(path)!.Data = Write(new() { ["count"] = counted.Count, ["bytes"] = bytes });
    }

    /// <summary>Whether data may stand at a path: true anywhere but where quotas are kept.</summary>
    public static bool IsReadable(string path, byte[] data)
    {
        bool isKept = path.StartsWith(Root + "/", StringComparison.Ordinal)
            && (path.EndsWith(Limits, StringComparison.Ordinal) || path.EndsWith(Stats, StringComparison.Ordinal));
        return !isKept || (Parse(data) is not null && path != Root + Limits && path != Root + Stats);
    }

    private static string? LimitedAncestor(ModelState state, string path)
    {
        for (string at = path; at != "/"; at = ModelState.ParentOf(at))
        {
            if (state.Find(Root + at + Limits) is not null)
                return at;
        }

        return null;
    }

    private static Dictionary<string, long>? Read(ModelState state, string path) =>
        state.Find(path) is { } znode ? Parse(znode.Data) : null;

    /// <summary>
    /// Reads <c>count=1,bytes=2=;byteHardLimit=3;countHardLimit=4</c>; null where it is nothing of the kind.
    /// </summary>
    private static Dictionary<string, long>? Parse(byte[] data)
    {
        var values = new Dictionary<string, long>();
        string text = Encoding.UTF8.GetString(data);
        if (text.Length == 0)
            return values;

        foreach (string pair in text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            string[] sides = pair.Split('=');
            if (sides.Length < 2
                || !long.TryParse(sides[1], NumberStyles.AllowLeadingSign, null, out long value))
                return null;
            values[sides[0]] = value;
        }

        return values;
    }

    private static byte[] Write(Dictionary<string, long> values)
    {
        long count = values.GetValueOrDefault("count", -1);
        long bytes = values.GetValueOrDefault("bytes", -1);
        var text = new StringBuilder(Invariant($"count={count},bytes={bytes}"));
        string[] others = [.. values.Keys.Where(key => key is not ("count" or "bytes")).Order(StringComparer.Ordinal)];
        if (others.Length > 0)
            text.Append('='); // For readers of old, which took what follows as part of nothing.
        foreach (string other in others)
            text.Append(Invariant($";{other}={values[other]}"));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
