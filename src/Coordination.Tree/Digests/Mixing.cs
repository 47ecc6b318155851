using System.Runtime.CompilerServices;

namespace Coordination.Tree.Digests;

/// <summary>The one step that all our hashes are made of: a full multiplication whose halves are folded.</summary>
internal static class Mixing
{
    // Odd numbers with half of their bits set in every byte, as wyhash asks of its secrets.
    public const ulong First = 0xa0761d6478bd642f;
    public const ulong Second = 0xe7037ed1a0b428db;
    public const ulong Third = 0x8ebc6af09c88c6e3;
    public const ulong Fourth = 0x589965cc75374cc3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Fold(ulong x, ulong y)
    {
        ulong high = Math.BigMul(x, y, out ulong low);
        return high ^ low;
    }
}
