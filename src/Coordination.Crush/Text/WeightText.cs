using System.Globalization;
using System.Numerics;

namespace Coordination.Crush;

/// <summary>
/// Prints weights as C's printf does: the exact binary value, rounded half to even (.NET rounds half away from zero:
/// 0.0625 with three decimals would be 0.063 instead of 0.062).
/// </summary>
public static class WeightText
{
    /// <summary>The weight as a decimal number; weights of 32768 and above come out negative, as from Ceph.</summary>
    /// <param name="fixedWeight">The weight times 65536.</param>
    /// <param name="decimals">Digits after the point: 3 in Ceph up to 17, 5 after it.</param>
    public static string Format(uint fixedWeight, int decimals)
    {
        // The value passes through a float, so at most 24 significant bits of it are left.
        float value = (float)(int)fixedWeight / 65536;
        Int128 scale = (Int128)BigInteger.Pow(10, decimals);
        Int128 scaled = Int128.Abs((Int128)(value * 65536)) * scale;
        Int128 quotient = scaled >> 16;
        Int128 rest = scaled & 0xffff;
        if (rest > 0x8000 || (rest == 0x8000 && (quotient & 1) == 1))
            quotient++;
        string sign = value < 0 ? "-" : "";
        string whole = (quotient / scale).ToString(CultureInfo.InvariantCulture);
        string fraction = (quotient % scale).ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0');
        return $"{sign}{whole}.{fraction}";
    }
}
