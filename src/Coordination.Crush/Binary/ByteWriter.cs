using System.Buffers.Binary;
using System.Text;

namespace Coordination.Crush;

/// <summary>Writes little-endian numbers, growing as needed.</summary>
internal sealed class ByteWriter
{
    private byte[] _bytes = new byte[1024];
    private int _length;

    public void U8(int value) => Next(1)[0] = (byte)value;

    public void U16(int value) => BinaryPrimitives.WriteUInt16LittleEndian(Next(2), (ushort)value);

    public void U32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Next(4), value);

    public void S32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Next(4), value);

    public void S64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Next(8), value);

    public void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        S32(bytes.Length);
        bytes.CopyTo(Next(bytes.Length));
    }

    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    private Span<byte> Next(int count)
    {
        if (_length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
