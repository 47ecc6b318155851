using System.Buffers.Binary;

namespace Coordination.Tree.Digests;

/// <summary>
/// A 128-bit hash of numbers and bytes that is the same on every machine and in every version: what state digests are
/// made of. Two chains of 64×64-bit multiplications, folded, as in wyhash; they do not depend on each other, so they
/// run side by side. Not cryptographic: it finds divergence, not malice.
/// </summary>
internal struct Hash128(ulong seed)
{
    private ulong _low = seed ^ Mixing.First;
    private ulong _high = seed ^ Mixing.Second;

    public void Add(ulong first, ulong second)
    {
        _low = Mixing.Fold(first ^ Mixing.Third, second ^ _low);
        _high = Mixing.Fold(second ^ Mixing.Fourth, first ^ _high);
    }

    public void Add(long first, long second) => Add((ulong)first, (ulong)second);

    /// <summary>Adds bytes and their number, so that no two different sequences of calls look alike.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length;
        while (bytes.Length >= 16)
        {
            Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
            bytes = bytes[16..];
        }

        Span<byte> last = stackalloc byte[16];
        last.Clear();
        bytes.CopyTo(last);
        Add(BinaryPrimitives.ReadUInt64LittleEndian(last), BinaryPrimitives.ReadUInt64LittleEndian(last[8..]));
        Add((ulong)length, Mixing.First);
    }

    /// <summary>Adds text by its UTF-16 code units, and its length.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        ulong held = 0;
        int count = 0;
        foreach (char c in text)
        {
            held = (held << 16) | c;
            if (++count % 4 == 0)
                Add(held, Mixing.Second);
        }

        Add(held, (ulong)text.Length);
    }

    public readonly UInt128 Value => new(
        Mixing.Fold(_high ^ Mixing.First, _low ^ Mixing.Fourth),
        Mixing.Fold(_low ^ Mixing.Second, _high ^ Mixing.Third));
}
