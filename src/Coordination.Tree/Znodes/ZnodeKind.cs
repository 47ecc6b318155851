namespace Coordination.Tree.Znodes;

/// <summary>What ends a znode besides a deletion that somebody asks for.</summary>
internal enum ZnodeKind : byte
{
    /// <summary>Nothing.</summary>
    Persistent = 0,

    /// <summary>The end of its session.</summary>
    Ephemeral = 1,

    /// <summary>That it has had children and has none.</summary>
    Container = 2,

    /// <summary>That it was not set for its time to live and has no children.</summary>
    Ttl = 3,
}
