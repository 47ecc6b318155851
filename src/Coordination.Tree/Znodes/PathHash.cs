using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Coordination.Tree.Digests;

namespace Coordination.Tree.Znodes;

/// <summary>
/// The 64-bit hash of a path, made name by name from the root down: a walk has it for nothing, a znode keeps it, and it
/// serves twice, to find a child in its parent's table and to tell znodes apart in the state digest. Deterministic, so
/// that replicas agree.
/// </summary>
internal static class PathHash
{
    /// <summary>The hash of the root, from which all others are made.</summary>
    public static ulong Root(ulong seed) => Mixing.Fold(seed ^ Mixing.First, Mixing.Second);

    /// <summary>The hash of a whole path, for which the tree is not looked at.</summary>
    public static ulong Of(ulong root, ZPath path)
    {
        ulong hash = root;
        foreach (ReadOnlySpan<char> name in path.Segments)
            hash = Child(hash, name);
        return hash;
    }

    /// <summary>The hash of the child of a path.</summary>
    public static ulong Child(ulong parent, ReadOnlySpan<char> name)
    {
        ReadOnlySpan<byte> rest = MemoryMarshal.AsBytes(name);
        ulong hash = parent;
        while (rest.Length > 16)
        {
            hash = Mixing.Fold(Read8(rest) ^ Mixing.Second, Read8(rest[8..]) ^ hash);
            rest = rest[16..];
        }

        // The last 16 bytes or fewer are read from both ends, overlapping; the length that is mixed in tells apart what
        // this makes alike.
        (ulong first, ulong second) = rest.Length switch
        {
            >= 8 => (Read8(rest), Read8(rest[^8..])),
            >= 4 => (Read4(rest), Read4(rest[^4..])),
            >= 2 => (BinaryPrimitives.ReadUInt16LittleEndian(rest), 0UL),
            _ => (0UL, 0UL),
        };
        hash = Mixing.Fold(first ^ Mixing.Third, second ^ hash);
        return Mixing.Fold(hash ^ Mixing.Fourth, (ulong)name.Length ^ Mixing.Second);
    }

    private static ulong Read8(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static ulong Read4(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
