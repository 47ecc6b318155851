namespace Coordination.Tree;

/// <summary>
/// What the outcome of a command depends on besides the tree. Every replica of an ensemble has the same: they are part
/// of the replicated state and of snapshots.
/// </summary>
public sealed record TreeSettings
{
    /// <summary>What ZooKeeper does by default.</summary>
    public static TreeSettings Default { get; } = new();

    /// <summary>
    /// Whether a hard limit below <c>/zookeeper/quota</c> refuses what would exceed it (<c>enforceQuota</c>); false by
    /// default, as in ZooKeeper: then it is reported only, as a soft one is.
    /// </summary>
    public bool EnforceQuota { get; init; }

    /// <summary>
    /// What the hashes of paths begin with, so that nobody outside can choose names that fall together; 0 by default.
    /// Draw it once per ensemble.
    /// </summary>
    public ulong PathSeed { get; init; }
}
