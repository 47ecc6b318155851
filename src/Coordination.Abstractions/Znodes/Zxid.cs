namespace Coordination;

/// <summary>
/// A position in the total order of changes. Every change has one, later changes have greater ones, and a session never
/// sees them go back.
/// </summary>
/// <remarks>
/// Only the order is promised. Apache ZooKeeper puts the epoch in the high 32 bits; an ensemble of ours puts the
/// generation in the high 16 and the log index in the low 48.
/// </remarks>
/// <param name="Value">The 64-bit number as it travels on the wire.</param>
public readonly record struct Zxid(long Value) : IComparable<Zxid>
{
    /// <summary>Before every change.</summary>
    public static Zxid None => default;

    /// <inheritdoc />
    public int CompareTo(Zxid other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> was ordered before <paramref name="right"/>.</summary>
    public static bool operator <(Zxid left, Zxid right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> was ordered after <paramref name="right"/>.</summary>
    public static bool operator >(Zxid left, Zxid right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> was not ordered after <paramref name="right"/>.</summary>
    public static bool operator <=(Zxid left, Zxid right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> was not ordered before <paramref name="right"/>.</summary>
    public static bool operator >=(Zxid left, Zxid right) => left.Value >= right.Value;

    /// <summary>Hexadecimal, as ZooKeeper prints it: <c>0x1a</c>.</summary>
    public override string ToString() => $"0x{Value:x}";
}
