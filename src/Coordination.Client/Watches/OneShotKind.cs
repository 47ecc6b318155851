namespace Coordination.Watches;

/// <summary>
/// What a one-shot watch waits for, by the read that armed it (ZooKeeper's dataWatches, existWatches, childWatches).
/// </summary>
internal enum OneShotKind
{
    /// <summary>The data was read: set or deleted.</summary>
    Data,

    /// <summary>There was no znode: created.</summary>
    Exist,

    /// <summary>The children were read: one created or deleted, or the znode itself deleted.</summary>
    Child,
}
