using System.Diagnostics.CodeAnalysis;
using Coordination.Tree.Znodes;

namespace Coordination.Tree.Quotas;

/// <summary>
/// Keeps count of what stands below znodes with a quota, and judges writes by it. A quota on <c>/a/b</c> is the znode
/// <c>/zookeeper/quota/a/b/zookeeper_limits</c>, what is used the znode <c>zookeeper_stats</c> beside it; the deepest
/// quota above a path is the one that counts (<c>DataTree.getMaxPrefixWithQuota</c>). These znodes are the index:
/// nothing is held twice.
/// </summary>
internal sealed class QuotaKeeper(ZnodeStore store, bool enforce)
{
    private const string LimitsName = "zookeeper_limits";
    private const string StatsName = "zookeeper_stats";
    private const int MostWarnings = 64;

    private readonly Queue<QuotaWarning> _warnings = [];

    /// <summary>The slot of <c>/zookeeper/quota</c>, which is never deleted.</summary>
    public int RootSlot { get; set; }

    private bool HasNone => store[RootSlot].Children is null;

    public bool TryTakeWarning(out QuotaWarning warning) => _warnings.TryDequeue(out warning);

    /// <summary>
    /// Whether data may be put at a path: what the keeping of quotas itself reads must be well-formed and belong to a
    /// znode (<c>validateQuotaData</c>).
    /// </summary>
    public static bool IsAcceptable(string path, ReadOnlySpan<byte> data)
    {
        if (!path.StartsWith(ReservedPaths.Quota + "/", StringComparison.Ordinal))
            return true;

        ReadOnlySpan<char> name = path.AsSpan(path.LastIndexOf('/') + 1);
        if (name is not (LimitsName or StatsName))
            return true;
        return path.Length > ReservedPaths.Quota.Length + 1 + name.Length && QuotaFigures.TryParse(data, out _);
    }

    /// <summary>
    /// Whether a write that adds so much may happen (<c>ZooKeeperServer.checkQuota</c>). A hard limit goes before a
    /// soft one.
    /// </summary>
    public bool Admits(Zxid zxid, ReadOnlySpan<char> path, long bytes, int znodes)
    {
        if (HasNone || !TryFindQuota(path, out int prefixLength, out Znode? quota))
            return true;
        if (!TryRead(quota, LimitsName, out QuotaFigures? limits, out _)
            || !TryRead(quota, StatsName, out QuotaFigures? used, out _))
            return true;

        ZPath owner = ZPath.Trusted(path[..prefixLength].ToString());
        return Admits(zxid, owner, QuotaResource.Count, znodes, used.Count, limits.Count, limits.HardCount)
            && Admits(zxid, owner, QuotaResource.Bytes, bytes, used.Bytes, limits.Bytes, limits.HardBytes);
    }

    /// <summary>
    /// Counts a write that has happened. It changes what is read as the data of the statistics, and nothing of their
    /// stat.
    /// </summary>
    public void Charge(ReadOnlySpan<char> path, long bytes, int znodes)
    {
        if (HasNone || !TryFindQuota(path, out _, out Znode? quota)
            || !TryRead(quota, StatsName, out QuotaFigures? used, out int slot))
            return;

        used.Count += znodes;
        used.Bytes += bytes;
        store.Replace(slot, store[slot].WithDataOnly(used.ToBytes()));
    }

    /// <summary>
    /// Counts a znode that was created; statistics begin with a full count (<c>DataTree.updateQuotaForPath</c>).
    /// </summary>
    public void Created(string path, int slot)
    {
        if (path.EndsWith("/" + StatsName, StringComparison.Ordinal)
            && path.StartsWith(ReservedPaths.Quota + "/", StringComparison.Ordinal))
            Recount(path[ReservedPaths.Quota.Length..^(StatsName.Length + 1)], slot);
        Charge(path, store[slot].DataLength, znodes: 1);
    }

    private void Recount(string owner, int slot)
    {
        var figures = new QuotaFigures { Count = 0, Bytes = 0 };
        if (store.Walk(owner, out _) is { } top)
            (figures.Count, figures.Bytes) = store.MeasureFrom(top);
        store.Replace(slot, store[slot].WithDataOnly(figures.ToBytes()));
    }

    // The znode below /zookeeper/quota that stands for the deepest prefix of the path which has limits. The root has no
    // quota.
    private bool TryFindQuota(ReadOnlySpan<char> path, out int prefixLength, [NotNullWhen(true)] out Znode? quota)
    {
        prefixLength = 0;
        quota = null;
        Znode? mirror = store[RootSlot];
        int end = 0;
        while (end < path.Length)
        {
            int start = end + 1;
            int length = path[start..].IndexOf('/');
            end = length < 0 ? path.Length : start + length;
            mirror = store.FindChild(mirror, path[start..end], out _);
            if (mirror is null)
                break;
            if (store.FindChild(mirror, LimitsName, out _) is not null)
                (prefixLength, quota) = (end, mirror);
        }

        return quota is not null;
    }

    private bool TryRead(Znode quota, string name, [NotNullWhen(true)] out QuotaFigures? figures, out int slot)
    {
        figures = null;
        return store.FindChild(quota, name, out slot) is { } znode
            && QuotaFigures.TryParse(znode.DataSpan, out figures);
    }

    private bool Admits(Zxid zxid, ZPath owner, QuotaResource resource, long added, long used, long soft, long hard)
    {
        bool isHard = hard > QuotaFigures.None;
        long limit = isHard ? hard : soft;
        if (added <= 0 || limit <= QuotaFigures.None || used + added <= limit)
            return true;

        bool refused = isHard && enforce;
        if (_warnings.Count == MostWarnings)
            _warnings.Dequeue();
        _warnings.Enqueue(new QuotaWarning(zxid, owner, resource, used + added, limit, refused));
        return !refused;
    }
}
