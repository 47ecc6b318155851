namespace Coordination;

/// <summary>What the ensemble knows of a znode besides its data (<c>zookeeper.jute: Stat</c>).</summary>
/// <param name="Czxid">The change that created the znode.</param>
/// <param name="Mzxid">The change that last set its data; equal to <paramref name="Czxid"/> until then.</param>
/// <param name="CtimeMs">When it was created, milliseconds since the Unix epoch, by the clock of whoever ordered the
/// change.</param>
/// <param name="MtimeMs">When its data was last set, milliseconds since the Unix epoch.</param>
/// <param name="Version">Number of times the data was set.</param>
/// <param name="Cversion">Number of changes to its set of children: creations and deletions.</param>
/// <param name="Aversion">Number of times its ACL was set.</param>
/// <param name="EphemeralOwner">The session that owns an ephemeral znode; <see cref="SessionId.None"/> for every other
/// kind.</param>
/// <param name="DataLength">Length of the data, bytes.</param>
/// <param name="NumChildren">Number of children.</param>
/// <param name="Pzxid">The change that last created or deleted a child; equal to <paramref name="Czxid"/> until
/// then.</param>
public readonly record struct Stat(
    Zxid Czxid,
    Zxid Mzxid,
    long CtimeMs,
    long MtimeMs,
    int Version,
    int Cversion,
    int Aversion,
    SessionId EphemeralOwner,
    int DataLength,
    int NumChildren,
    Zxid Pzxid);
