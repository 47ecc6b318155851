using System.Buffers.Binary;
using System.Text;

namespace Coordination.Recipes.Placement;

/// <summary>
/// Reads what <see cref="ByteSink"/> wrote; everything is checked before it is believed, and nothing is allocated that
/// the bytes that are left could not fill.
/// </summary>
internal ref struct ByteSource(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public readonly int Left => _bytes.Length - _at;

    public byte Byte() => Take(1)[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>How many elements follow, of at least some bytes each.</summary>
    public int Count(int leastBytesEach)
    {
        uint count = UInt32();
        if (count > (uint)(Left / leastBytesEach))
            throw new PlacementFormatException($"Byte {_at - sizeof(uint)} announces {count} elements, "
                + $"but {Left} bytes are left.");
        return (int)count;
    }

    public ReadOnlySpan<byte> Bytes() => Take(Count(1));

    public string Text()
    {
        try
        {
            return Strict.GetString(Bytes());
        }
        catch (DecoderFallbackException broken)
        {
            throw new PlacementFormatException($"The text before byte {_at} is not UTF-8.", broken);
        }
    }

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left)
            throw new PlacementFormatException($"{count} bytes are expected at byte {_at}, but {Left} are left.");
        ReadOnlySpan<byte> taken = _bytes.Slice(_at, count);
        _at += count;
        return taken;
    }
}
