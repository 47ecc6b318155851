using System.Buffers.Binary;
using System.Text;

namespace Coordination.Tree.Snapshots;

/// <summary>Appends the parts of records to a buffer that grows, and gives them up from the front.</summary>
internal sealed class RecordWriter
{
    private byte[] _buffer = new byte[2 * SnapshotFormat.ChunkBytes];
    private int _start;
    private int _end;

    public int Length => _end - _start;

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(sizeof(long)), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Reserve(sizeof(ulong)), value);

    /// <summary>Seven bits a byte, the lowest first; the eighth says that more follow.</summary>
    public void Number(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    public void Number(int value) => Number((uint)value);

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        bytes.CopyTo(Reserve(bytes.Length));
    }

    public void Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    /// <summary>Takes bytes off the front; they are good until the next call.</summary>
    public ReadOnlySpan<byte> Take(int length)
    {
        ReadOnlySpan<byte> taken = _buffer.AsSpan(_start, length);
        _start += length;
        return taken;
    }

    private Span<byte> Reserve(int length)
    {
        if (_buffer.Length - _end < length)
            MakeRoom(length);
        _end += length;
        return _buffer.AsSpan(_end - length, length);
    }

    private void MakeRoom(int length)
    {
        ReadOnlySpan<byte> kept = _buffer.AsSpan(_start, Length);
        long needed = (long)kept.Length + length;
        byte[] next = needed <= _buffer.Length / 2 ? _buffer : new byte[checked((int)(needed * 2))];
        kept.CopyTo(next);
        _end = kept.Length;
        _start = 0;
        _buffer = next;
    }
}
