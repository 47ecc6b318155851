using System.Text;

namespace Coordination.Recipes.Naming.Choosing;

/// <summary>A hash that is the same in every process: FNV-1a, and the finalizer of MurmurHash3 to spread it.</summary>
internal static class StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(string one, string other)
    {
        ulong hash = Add(Add(Offset, one) * Prime, other);
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }

    private static ulong Add(ulong hash, string text)
    {
        foreach (byte unit in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ unit) * Prime;
        return hash;
    }
}
