namespace Coordination.Tests.Tree.Reference.Model;

/// <summary>
/// The places where ours differs from a version of Apache ZooKeeper on purpose; everything else is the same. Each is
/// explained, and shown on the real one, in <c>Interop.Tests/ZooKeeper/Differences.json</c>.
/// </summary>
/// <param name="ExistsNeedsRead">Whether exists asks for READ on a znode that is there (ZOOKEEPER-2590).</param>
/// <param name="SeveralWatchModesPerPath">Whether a session may watch a path in several modes (ZOOKEEPER-4466).</param>
/// <param name="QuotaSeesEarlierOperations">Whether a multi's own operations count for its hard quotas.</param>
/// <param name="ShrinkingPassesQuota">Whether data may always get shorter, hard quota or not.</param>
/// <param name="QuotaMustBeReadable">Whether limits and statistics that cannot be read are refused.</param>
/// <param name="Ipv6InAcls">Whether the scheme <c>ip</c> takes IPv6 addresses.</param>
/// <param name="ChecksOwnWatchesOnly">Whether checkWatches sees no watches of others.</param>
/// <param name="CatchUpNeedsRead">
/// Whether setWatches tells only those what became of a znode who may read it.
/// </param>
/// <param name="CatchUpReplays">Whether setWatches replays what watches that stay have missed.</param>
internal sealed record ModelRules(
    bool ExistsNeedsRead,
    bool SeveralWatchModesPerPath,
    bool QuotaSeesEarlierOperations,
    bool ShrinkingPassesQuota,
    bool QuotaMustBeReadable,
    bool Ipv6InAcls,
    bool ChecksOwnWatchesOnly,
    bool CatchUpNeedsRead,
    bool CatchUpReplays)
{
    public static ModelRules Ours { get; } = new(true, true, true, true, true, true, true, true, true);

    /// <summary>What a version of Apache ZooKeeper does.</summary>
    public static ModelRules Of(Version apache) => new(
        ExistsNeedsRead: apache >= new Version(3, 9, 2) || (apache.Minor == 8 && apache.Build >= 4),
        SeveralWatchModesPerPath: apache >= new Version(3, 9),
        QuotaSeesEarlierOperations: false,
        ShrinkingPassesQuota: false,
        QuotaMustBeReadable: false,
        Ipv6InAcls: apache >= new Version(3, 9, 4),
        ChecksOwnWatchesOnly: apache >= new Version(3, 9),
        CatchUpNeedsRead: false,
        CatchUpReplays: false);
}
