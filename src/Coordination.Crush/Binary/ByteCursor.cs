using System.Buffers.Binary;
using System.Text;

namespace Coordination.Crush;

/// <summary>Reads little-endian numbers out of an encoded map, and refuses what is cut off.</summary>
internal ref struct ByteCursor(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Offset { get; private set; }

    public readonly int Remaining => _bytes.Length - Offset;

    public readonly bool AtEnd => Remaining == 0;

    public byte U8(string what) => Take(1, what)[0];

    public ushort U16(string what) => BinaryPrimitives.ReadUInt16LittleEndian(Take(2, what));

    public uint U32(string what) => BinaryPrimitives.ReadUInt32LittleEndian(Take(4, what));

    public int S32(string what) => BinaryPrimitives.ReadInt32LittleEndian(Take(4, what));

    public long S64(string what) => BinaryPrimitives.ReadInt64LittleEndian(Take(8, what));

    /// <summary>
    /// A count of parts of which each takes at least so many bytes: what cannot follow is refused before memory is
    /// taken.
    /// </summary>
    public int Count(int leastBytesEach, string what)
    {
        int at = Offset;
        uint count = U32(what);
        if (count > (uint)Remaining / (uint)leastBytesEach)
            throw CrushFormatException.InBytes($"{what} is {count}, but only {Remaining} bytes follow", at);
        return (int)count;
    }

    public uint[] U32Array(int count, string what)
    {
        if (count > Remaining / 4)
            throw Truncated(what);
        var array = new uint[count];
        for (int i = 0; i < count; i++)
            array[i] = U32(what);
        return array;
    }

    public int[] S32Array(int count, string what)
    {
        if (count > Remaining / 4)
            throw Truncated(what);
        var array = new int[count];
        for (int i = 0; i < count; i++)
            array[i] = S32(what);
        return array;
    }

    public string Text(int length, string what)
    {
        int at = Offset;
        try
        {
            return Utf8.GetString(Take(length, what));
        }
        catch (DecoderFallbackException)
        {
            throw CrushFormatException.InBytes($"{what} is not UTF-8", at);
        }
    }

    public readonly CrushFormatException Error(string problem, int? offset = null) =>
        CrushFormatException.InBytes(problem, offset ?? Offset);

    private readonly CrushFormatException Truncated(string what) =>
        CrushFormatException.InBytes($"the map ends within {what}", Offset);

    private ReadOnlySpan<byte> Take(int count, string what)
    {
        if (count > Remaining)
            throw Truncated(what);
        ReadOnlySpan<byte> taken = _bytes.Slice(Offset, count);
        Offset += count;
        return taken;
    }
}
