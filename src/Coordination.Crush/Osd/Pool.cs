namespace Coordination.Crush;

/// <summary>A set of placement groups that are placed by one rule.</summary>
public sealed record Pool
{
    /// <summary>Number of the pool; it enters the placement.</summary>
    public required long Id { get; init; }

    /// <summary>
    /// Whether positions matter: a missing device of an erasure-coded pool is a hole, replicas close ranks.
    /// </summary>
    public bool IsErasureCoded { get; init; }

    /// <summary>Devices per placement group. Default 3.</summary>
    public int Size { get; init; } = 3;

    /// <summary>The rule by which it is placed.</summary>
    public int RuleId { get; init; }

    /// <summary>How many placement groups objects are spread over.</summary>
    public required uint PgNum { get; init; }

    /// <summary>
    /// How many placement groups are placed on their own; those above follow the one they were split from.
    /// </summary>
    public required uint PgpNum { get; init; }

    /// <summary>Hash of object names.</summary>
    public ObjectHash ObjectHash { get; init; } = ObjectHash.Rjenkins;

    /// <summary>
    /// Whether the pool id is hashed into the placement; without, pools overlap on neighbouring groups.
    /// </summary>
    public bool HashesPoolId { get; init; } = true;

    /// <summary>The placement group of an object (FACTS §13).</summary>
    /// <param name="key">Name of the object, or its locator key.</param>
    /// <param name="space">Its namespace; empty: none.</param>
    public PlacementGroupId GroupOf(ReadOnlySpan<byte> key, ReadOnlySpan<byte> space = default)
    {
        const byte separator = 0x1f;
        byte[] full = space.IsEmpty ? key.ToArray() : [.. space, separator, .. key];
        uint hash = ObjectHash == ObjectHash.Linux ? ObjectNameHash.Linux(full) : ObjectNameHash.Rjenkins(full);
        return new PlacementGroupId(Id, StableModulo(hash, PgNum));
    }

    /// <summary>The input with which the mapper places a group.</summary>
    /// <param name="number">Number of the group; any 32-bit hash will do.</param>
    public uint InputOf(uint number)
    {
        uint stable = StableModulo(number, PgpNum);
        return HashesPoolId ? CrushHash.Hash(stable, (uint)Id) : stable + (uint)Id;
    }

    /// <summary>
    /// Value modulo count such that, when count grows, values only move to the new numbers (FACTS §13).
    /// </summary>
    public static uint StableModulo(uint value, uint count)
    {
        uint mask = count <= 1 ? 0 : uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(count - 1);
        return (value & mask) < count ? value & mask : value & (mask >> 1);
    }
}
