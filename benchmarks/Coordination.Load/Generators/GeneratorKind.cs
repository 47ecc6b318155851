namespace Coordination.Load.Generators;

/// <summary>Whose client makes the load.</summary>
internal enum GeneratorKind
{
    /// <summary>None: frames over sockets, on one thread, as lean as it goes.</summary>
    Raw,

    /// <summary>Our own, <see cref="CoordinationClient"/>.</summary>
    Ours,

    /// <summary>Apache ZooKeeper's for Java.</summary>
    Java,
}
