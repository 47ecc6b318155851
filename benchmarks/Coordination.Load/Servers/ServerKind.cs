namespace Coordination.Load.Servers;

/// <summary>Which server a load meets.</summary>
internal enum ServerKind
{
    /// <summary>Ours: <c>samples/Server</c>, keeping nothing on disk.</summary>
    Ours,

    /// <summary>The same as native code.</summary>
    OursAot,

    /// <summary>Apache ZooKeeper, standing alone, its data on the file system of temporary files.</summary>
    ZooKeeper,

    /// <summary>The same with its data in memory (tmpfs), so that no disk keeps it waiting.</summary>
    ZooKeeperInMemory,
}
