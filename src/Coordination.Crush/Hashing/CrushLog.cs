namespace Coordination.Crush;

/// <summary>
/// The fixed-point logarithm of straw2: about 2^44 × log2(u + 1), for u from 0 to 65535 (FACTS §2).
/// </summary>
/// <remarks>
/// The tables are computed with integers alone, so that they are the same on every machine. Ceph's low table is wrong
/// in most entries, by a constant or otherwise; placements depend on it, so the deviations are reproduced.
/// </remarks>
public static class CrushLog
{
    /// <summary>2^48, which no value exceeds: straw2 divides value - Top by the weight.</summary>
    internal const long Top = 1L << 48;

    private const ulong LowTableOffset = 0x147700000;

    private static readonly ulong[] Reciprocals = MakeReciprocals();
    private static readonly ulong[] High = MakeHigh();
    private static readonly ulong[] Low = MakeLow();

    /// <summary>Logarithm of <paramref name="u"/> + 1.</summary>
    /// <param name="u">0 to 65535; higher bits are ignored.</param>
    public static long Log2(uint u)
    {
        uint x = (u & 0xffff) + 1;
        int exponent = 15;
        if ((x & 0x18000) == 0)
        {
            int shift = System.Numerics.BitOperations.LeadingZeroCount(x) - 16;
            x <<= shift;
            exponent -= shift;
        }
        uint k = (x >> 8) - 128;
        uint j = (uint)(x * Reciprocals[k] >> 48) & 255;
        return ((long)exponent << 44) + (long)((High[k] + Low[j]) >> 4);
    }

    private static ulong[] MakeReciprocals()
    {
        var table = new ulong[129];
        for (uint k = 0; k < table.Length; k++)
            table[k] = ((1UL << 55) + 127 + k) / (128 + k);
        return table;
    }

    private static ulong[] MakeHigh()
    {
        var table = new ulong[129];
        for (uint k = 0; k < 128; k++)
            table[k] = Log2OfOnePlus(k, 128);
        table[128] = 0x0000ffff00000000;
        return table;
    }

    private static ulong[] MakeLow()
    {
        var table = new ulong[256];
        for (uint j = 0; j < table.Length; j++)
            table[j] = Log2OfOnePlus(j, 32768) + LowTableOffset;
        ReadOnlySpan<int> exact =
        [
            0, 1, 203, 216, 222, 233, 237, 238, 239, 243, 244, 245, 246, 248, 249, 250, 251, 252, 253, 254, 255,
        ];
        foreach (int j in exact)
            table[j] -= LowTableOffset;
        ReadOnlySpan<(int J, ulong Value)> neither =
        [
            (56, 0xa2b07f3458), (127, 0x16df6ca19bd), (134, 0x182b07f3458), (181, 0x209c06e6212),
            (184, 0x212b07f3458), (188, 0x21d6a73a78f), (193, 0x22c23679b4e), (198, 0x23a2c3b0ea4),
            (199, 0x23d13ee805b), (200, 0x24035e9221f), (207, 0x25492644d65), (210, 0x25d13ee805b),
            (212, 0x26296453882), (225, 0x287bdbf5255), (227, 0x28d13ee805b), (228, 0x29035e9221f),
            (229, 0x29296453882), (231, 0x29902a37aab), (235, 0x2a4c7605d61), (236, 0x2a7bdbf5255),
            (240, 0x2b296453882), (241, 0x2b5d022d80f), (247, 0x2c61a5e8f4c),
        ];
        foreach (var (j, value) in neither)
            table[j] = value;
        return table;
    }

    /// <summary>
    /// floor(2^48 × log2(1 + n/d)). ln(1 + n/d) = 2 artanh z with z = n / (2d + n), summed over z^(2i+1) / (2i+1) with
    /// 100 fractional bits; z is a fraction of small numbers, so each term is the last times n² over (2d + n)².
    /// </summary>
    private static ulong Log2OfOnePlus(uint n, uint d)
    {
        const ulong inverseOfLn2 = 0xb8aa3b295c17f0bc;              // 2^63 / ln 2
        UInt128 divisor = 2 * d + n;
        UInt128 power = ((UInt128)n << 100) / divisor;
        UInt128 sum = 0;
        for (uint odd = 1; power != 0; odd += 2)
        {
            sum += power / odd;
            power = power * n / divisor * n / divisor;
        }
        var natural = (ulong)(sum >> 36);                           // 64 fractional bits of artanh z < 0.36
        return (ulong)((UInt128)natural * inverseOfLn2 >> (64 + 63 - 48 - 1));
    }
}
