using System.Buffers.Binary;
using System.Text;

namespace Coordination.Tree.Snapshots;

/// <summary>
/// Reads the parts of records from a span. Its first trouble, an end too early or a value that cannot be, sticks:
/// everything after reads as zero, and who is done asks once. Lengths are checked before they are believed.
/// </summary>
internal ref struct RecordReader(ReadOnlySpan<byte> input)
{
    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _input = input;

    /// <summary>Bytes read.</summary>
    public int Position { get; private set; }

    /// <summary>Whether the input ended too early.</summary>
    public bool IsShort { get; private set; }

    /// <summary>What cannot be; null while all is well.</summary>
    public string? Fault { get; private set; }

    public readonly bool IsBad => IsShort || Fault is not null;

    public void Fail(string reason)
    {
        if (!IsBad)
            Fault = reason;
    }

    public byte Byte() => Raw(1) is [byte value] ? value : (byte)0;

    public bool Flag(string what)
    {
        byte value = Byte();
        if (value > 1)
            Fail($"{what} is neither 0 nor 1");
        return value == 1;
    }

    public long Int64() =>
        Raw(sizeof(long)) is { Length: sizeof(long) } bytes ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;

    public ulong UInt64() => (ulong)Int64();

    public ulong Number()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = Byte();
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }

        Fail("a number has more than ten bytes");
        return 0;
    }

    /// <summary>A count, a length or an index from 0 to <paramref name="most"/>.</summary>
    public int Count(int most, string what)
    {
        ulong value = Number();
        if (value <= (ulong)most)
            return (int)value;

        Fail($"{what} is {value}, above {most}");
        return 0;
    }

    /// <summary>A 32-bit number of either sign.</summary>
    public int Int32(string what)
    {
        ulong value = Number();
        if (value > uint.MaxValue)
            Fail($"{what} does not fit into 32 bits");
        return (int)(uint)value;
    }

    public ReadOnlySpan<byte> Bytes(int most, string what) => Raw(Count(most, what));

    public string Text(int most, string what)
    {
        ReadOnlySpan<byte> bytes = Bytes(most, what);
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            Fail($"{what} is not UTF-8");
            return "";
        }
    }

    private ReadOnlySpan<byte> Raw(int length)
    {
        if (IsBad)
            return default;
        if (_input.Length - Position < length)
        {
            IsShort = true;
            return default;
        }

        Position += length;
        return _input.Slice(Position - length, length);
    }
}
