using System.Runtime.CompilerServices;

namespace Coordination.Crush;

/// <summary>
/// The integer hash of CRUSH, Robert Jenkins' 96-bit mix (FACTS §1; hash type 0, "rjenkins1"). Negative numbers enter
/// as two's complement.
/// </summary>
public static class CrushHash
{
    internal const uint Seed = 1315423911;
    internal const uint X = 231232;
    internal const uint Y = 1232;

    /// <summary>Hash of one number.</summary>
    public static uint Hash(uint a)
    {
        uint h = Seed ^ a, b = a, x = X, y = Y;
        Mix(ref b, ref x, ref h);
        Mix(ref y, ref a, ref h);
        return h;
    }

    /// <summary>Hash of two numbers.</summary>
    public static uint Hash(uint a, uint b)
    {
        uint h = Seed ^ a ^ b, x = X, y = Y;
        Mix(ref a, ref b, ref h);
        Mix(ref x, ref a, ref h);
        Mix(ref b, ref y, ref h);
        return h;
    }

    /// <summary>Hash of three numbers.</summary>
    public static uint Hash(uint a, uint b, uint c)
    {
        uint h = Seed ^ a ^ b ^ c, x = X, y = Y;
        Mix(ref a, ref b, ref h);
        Mix(ref c, ref x, ref h);
        Mix(ref y, ref a, ref h);
        Mix(ref b, ref x, ref h);
        Mix(ref y, ref c, ref h);
        return h;
    }

    /// <summary>Hash of four numbers.</summary>
    public static uint Hash(uint a, uint b, uint c, uint d)
    {
        uint h = Seed ^ a ^ b ^ c ^ d, x = X, y = Y;
        Mix(ref a, ref b, ref h);
        Mix(ref c, ref d, ref h);
        Mix(ref a, ref x, ref h);
        Mix(ref y, ref b, ref h);
        Mix(ref c, ref x, ref h);
        Mix(ref y, ref d, ref h);
        return h;
    }

    /// <summary>Hash of five numbers.</summary>
    public static uint Hash(uint a, uint b, uint c, uint d, uint e)
    {
        uint h = Seed ^ a ^ b ^ c ^ d ^ e, x = X, y = Y;
        Mix(ref a, ref b, ref h);
        Mix(ref c, ref d, ref h);
        Mix(ref e, ref x, ref h);
        Mix(ref y, ref a, ref h);
        Mix(ref b, ref x, ref h);
        Mix(ref y, ref c, ref h);
        Mix(ref d, ref x, ref h);
        Mix(ref y, ref e, ref h);
        return h;
    }

    /// <summary>Three numbers with the hash of a bucket: any hash type but 0 gives the constant 0.</summary>
    internal static uint HashOf(byte hashType, uint a, uint b, uint c) => hashType == 0 ? Hash(a, b, c) : 0;

    /// <summary>Four numbers with the hash of a bucket.</summary>
    internal static uint HashOf(byte hashType, uint a, uint b, uint c, uint d) => hashType == 0 ? Hash(a, b, c, d) : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Mix(ref uint a, ref uint b, ref uint c)
    {
        a = (a - b - c) ^ (c >> 13);
        b = (b - c - a) ^ (a << 8);
        c = (c - a - b) ^ (b >> 13);
        a = (a - b - c) ^ (c >> 12);
        b = (b - c - a) ^ (a << 16);
        c = (c - a - b) ^ (b >> 5);
        a = (a - b - c) ^ (c >> 3);
        b = (b - c - a) ^ (a << 10);
        c = (c - a - b) ^ (b >> 15);
    }
}
