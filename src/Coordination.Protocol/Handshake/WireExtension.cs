namespace Coordination.Protocol;

/// <summary>
/// The eight bytes by which our client and our server know each other: <c>COOR</c>, a version and a set of features, at
/// the end of ConnectRequest and of its answer. Others skip what follows the fields they know (Apache ZooKeeper 3.8
/// does, in both directions).
/// </summary>
/// <param name="Version">Of the extension; <see cref="CurrentVersion"/> is 1, and 0 never travels.</param>
/// <param name="Features">Bits for what comes later; none so far, and unknown ones are ignored.</param>
public readonly record struct WireExtension(ushort Version, ushort Features)
{
    /// <summary>Length on the wire, bytes.</summary>
    public const int Length = 8;

    /// <summary>The version that this code speaks.</summary>
    public const ushort CurrentVersion = 1;

    /// <summary>What this code appends.</summary>
    public static WireExtension Current => new(CurrentVersion, 0);

    /// <summary>What two ends speak where one of them said this, or nothing at all.</summary>
    public static WireDialect DialectOf(WireExtension? extension) =>
        extension is { Version: >= CurrentVersion } ? WireDialect.Coordination : WireDialect.Apache;
}
