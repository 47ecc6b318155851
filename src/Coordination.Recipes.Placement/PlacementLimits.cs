namespace Coordination.Recipes.Placement;

/// <summary>What a placement may hold.</summary>
public static class PlacementLimits
{
    /// <summary>
    /// Bytes of the encoded map: what ZooKeeper's frame of 1 MiB − 1 (<c>jute.maxbuffer</c>) leaves beside the other
    /// operations of the transaction that writes it. A map of 10,000 devices in four levels takes a fraction of it;
    /// what grows large are exchanges (<see cref="PlacementMap.Exchanges"/>), at some ten bytes each.
    /// </summary>
    public const int MaxEncodedBytes = 960_000;

    /// <summary>Bytes that an encoded map may grow to when it is read: what bounds a compressed one.</summary>
    public const int MaxDecodedBytes = 1 << 24;

    /// <summary>Placement groups of a pool.</summary>
    public const uint MaxGroups = 1 << 24;

    /// <summary>Bytes of the data that a device registers with.</summary>
    public const int MaxDeviceRecordBytes = 64 << 10;

    /// <summary>
    /// Devices whose standing one transaction changes; what is more comes with the next, at once.
    /// </summary>
    public const int MaxVerdictsPerWrite = 256;

    /// <summary>
    /// Latest changes that the map remembers by name, so that who lost the answer to a change can tell whether it was
    /// made.
    /// </summary>
    public const int RememberedChanges = 64;
}
