using System.Globalization;

namespace Coordination.Crush;

/// <summary>
/// How much data an item should hold, relative to others: unsigned fixed point with 16 fractional bits, 0 to
/// 65535.99998.
/// By custom 1.0 is one tebibyte.
/// </summary>
/// <param name="Fixed">The weight times 65536.</param>
/// <remarks>
/// From 32768 on Ceph's straw2 takes a weight for a negative number and always chooses its item; this library does the
/// same, to place as Ceph does.
/// </remarks>
public readonly record struct Weight(uint Fixed) : IComparable<Weight>
{
    /// <summary>Holds nothing.</summary>
    public static readonly Weight Zero;

    /// <summary>The weight 1.0.</summary>
    public static readonly Weight One = new(0x10000);

    /// <summary>The largest weight that one device may have in a text map or an edit: 100.</summary>
    public static readonly Weight MaxDevice = new(100 << 16);

    /// <summary>The largest weight that one bucket may have in a text map: 65535.</summary>
    public static readonly Weight MaxBucket = new(65535u << 16);

    /// <summary>The weight as Ceph prints it: bits above 31 read as a negative number.</summary>
    public float ToSingle() => (float)(int)Fixed / 65536;

    /// <summary>The weight nearest below <paramref name="value"/>, computed in single precision as Ceph does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, not a number, or 65536 and more.</exception>
    public static Weight From(float value)
    {
        if (!(value >= 0 && value < 65536))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A weight lies from 0 to below 65536.");
        return new Weight((uint)(value * 65536f));
    }

    /// <summary>Reads a decimal number such as <c>3.638</c>, <c>.25</c> or <c>1e1</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Weight weight)
    {
        const NumberStyles style =
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign;
        weight = default;
        if (!float.TryParse(text, style, CultureInfo.InvariantCulture, out float value)
            || !(value >= 0 && value < 65536))
            return false;
        weight = From(value);
        return true;
    }

    /// <summary>The weight nearest below <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, not a number, or 65536 and more.</exception>
    public static implicit operator Weight(double value) => From((float)value);

    /// <inheritdoc/>
    public int CompareTo(Weight other) => Fixed.CompareTo(other.Fixed);

    /// <summary>Five decimals, as Ceph 20 prints.</summary>
    public override string ToString() => WeightText.Format(Fixed, 5);

    /// <summary>Compares by value.</summary>
    public static bool operator <(Weight left, Weight right) => left.Fixed < right.Fixed;

    /// <summary>Compares by value.</summary>
    public static bool operator >(Weight left, Weight right) => left.Fixed > right.Fixed;

    /// <summary>Compares by value.</summary>
    public static bool operator <=(Weight left, Weight right) => left.Fixed <= right.Fixed;

    /// <summary>Compares by value.</summary>
    public static bool operator >=(Weight left, Weight right) => left.Fixed >= right.Fixed;
}
