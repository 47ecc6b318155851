using System.Globalization;

namespace Coordination.Crush;

/// <summary>A placement group: the unit in which objects are placed and moved.</summary>
/// <param name="Pool">Its pool.</param>
/// <param name="Number">Its number in the pool, from 0.</param>
public readonly record struct PlacementGroupId(long Pool, uint Number) : IComparable<PlacementGroupId>
{
    /// <summary>Reads the form that Ceph prints: pool, dot, number in hexadecimal.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out PlacementGroupId id)
    {
        id = default;
        int dot = text.IndexOf('.');
        if (dot < 0 || !long.TryParse(text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out long pool)
            || !uint.TryParse(text[(dot + 1)..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                out uint number))
            return false;
        id = new PlacementGroupId(pool, number);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(PlacementGroupId other) =>
        Pool != other.Pool ? Pool.CompareTo(other.Pool) : Number.CompareTo(other.Number);

    /// <summary>Pool, dot, number in hexadecimal.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pool}.{Number:x}");

    /// <summary>By pool, then by number.</summary>
    public static bool operator <(PlacementGroupId left, PlacementGroupId right) => left.CompareTo(right) < 0;

    /// <summary>By pool, then by number.</summary>
    public static bool operator >(PlacementGroupId left, PlacementGroupId right) => left.CompareTo(right) > 0;

    /// <summary>By pool, then by number.</summary>
    public static bool operator <=(PlacementGroupId left, PlacementGroupId right) => left.CompareTo(right) <= 0;

    /// <summary>By pool, then by number.</summary>
    public static bool operator >=(PlacementGroupId left, PlacementGroupId right) => left.CompareTo(right) >= 0;
}
