namespace Coordination.Crush;

/// <summary>
/// The logarithm of straw2, estimated by a polynomial: a vector computes it faster than it looks up a table, and where
/// the estimate cannot tell two items apart, they are drawn exactly.
/// </summary>
/// <remarks>
/// With x = u + 1 = 2^e × (1 + t), the draw (<see cref="CrushLog.Log2"/>(u) - 2^48) / weight is -2^44 × q for the
/// quotient q = (16 - e - log2(1 + t)) / weight. log2(1 + t) is nearly t × (C0 + C1 t + .. + C5 t^5), interpolated at
/// Chebyshev points. Over all 65,536 inputs this is off by less than 4.9e-5 from Ceph's logarithm, most of it the
/// errors of Ceph's tables.
/// </remarks>
internal static class LogEstimate
{
    public const float C0 = 1.4426814317703247f;
    public const float C1 = -0.7203587889671326f;
    public const float C2 = 0.4686588644981384f;
    public const float C3 = -0.30163800716400146f;
    public const float C4 = 0.14447109401226044f;
    public const float C5 = -0.03382204473018646f;

    /// <summary>More than the estimate is off, with all roundings of single precision.</summary>
    public const float Error = 6.5e-5f;

    /// <summary>
    /// 16 - e + <see cref="Error"/>: from the exponent of a single-precision number, which is biased by 127.
    /// </summary>
    public const int ExponentBase = 16 + 127;

    public const int MantissaBits = 23;

    public const int MantissaMask = (1 << MantissaBits) - 1;

    /// <summary>The bits of 1.0.</summary>
    public const int OneBits = 127 << MantissaBits;

    /// <summary>
    /// Draws are integers: two quotients this close, in units of 2^44, may be the same draw. Twice the least unit.
    /// </summary>
    public const float Unit = 1f / (1L << 43);
}
