namespace Coordination.Tree.Watches;

/// <summary>The kinds of watches that one watcher may have on one path, all at once where it wants to.</summary>
[Flags]
public enum WatchKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>
    /// Once, for the data or for coming into being: ZooKeeper keeps both in one table (<c>DataTree.dataWatches</c>).
    /// </summary>
    Data = 1,

    /// <summary>Once, for the list of children.</summary>
    Child = 2,

    /// <summary>For good, for the data and the list of children.</summary>
    Persistent = 4,

    /// <summary>For good, for the data of the znode and of all below it; never for a list of children.</summary>
    Recursive = 8,

    /// <summary>Both that fire once.</summary>
    OneShot = Data | Child,

    /// <summary>All of them.</summary>
    All = Data | Child | Persistent | Recursive,
}
