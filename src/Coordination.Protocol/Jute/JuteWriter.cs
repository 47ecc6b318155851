using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Coordination.Protocol;

/// <summary>
/// Writes jute's primitives (<c>BinaryOutputArchive</c>) and frames into one pooled buffer that grows and is used
/// again: any number of frames leave it in one piece, and writing them allocates nothing.
/// </summary>
public sealed class JuteWriter : IDisposable
{
    /// <summary>
    /// A buffer that has grown past this is given back when it is emptied, so that one large answer does not stay for
    /// ever; bytes.
    /// </summary>
    public const int RetainedBytes = 64 * 1024;

    private const int InitialBytes = 512;

    private byte[] _buffer = [];
    private int _length;

    /// <summary>How many bytes wait.</summary>
    public int Length => _length;

    /// <summary>What waits; good until the next call that writes or empties.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => new(_buffer, 0, _length);

    /// <summary>What waits; good until the next call that writes or empties.</summary>
    public ReadOnlySpan<byte> WrittenSpan => new(_buffer, 0, _length);

    /// <summary>Begins a frame: leaves room for its length. Pass the result to <see cref="EndFrame"/>.</summary>
    public int BeginFrame()
    {
        int start = _length;
        Take(sizeof(int));
        return start;
    }

    /// <summary>
    /// Ends the frame that was begun at <paramref name="start"/>; returns its length, bytes, without the four of the
    /// length itself.
    /// </summary>
    public int EndFrame(int start)
    {
        int length = _length - start - sizeof(int);
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(start), length);
        return length;
    }

    /// <summary>Takes back everything written after <paramref name="length"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">So much was never written.</exception>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)_length, nameof(length));
        _length = length;
    }

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        _length = 0;
        if (_buffer.Length > RetainedBytes)
            Dispose();
    }

    /// <summary>Gives the buffer back to the pool; the writer may be used again.</summary>
    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    /// <summary>Makes room for bytes that the caller fills in at once, all of them.</summary>
    public Span<byte> Append(int count) => Take(count);

    /// <summary>Writes a <c>boolean</c>.</summary>
    public void WriteBoolean(bool value) => Take(1)[0] = value ? (byte)1 : (byte)0;

    /// <summary>Writes an unsigned short, which jute does not have; the extension of the handshake does.</summary>
    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Take(sizeof(ushort)), value);

    /// <summary>Writes an <c>int</c>.</summary>
    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), value);

    /// <summary>Writes a <c>long</c>.</summary>
    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64BigEndian(Take(sizeof(long)), value);

    /// <summary>Writes bytes as they are, with no length before them.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Writes a <c>buffer</c>.</summary>
    public void WriteBuffer(ReadOnlySpan<byte> bytes)
    {
        Span<byte> target = Take(sizeof(int) + bytes.Length);
        BinaryPrimitives.WriteInt32BigEndian(target, bytes.Length);
        bytes.CopyTo(target[sizeof(int)..]);
    }

    /// <summary>Writes a <c>ustring</c>; null as the length -1.</summary>
    public void WriteString(string? value)
    {
        if (value is null)
        {
            WriteInt32(-1);
            return;
        }

        int start = _length;
        Span<byte> room = Take(sizeof(int) + Encoding.UTF8.GetMaxByteCount(value.Length));
        int bytes = Encoding.UTF8.GetBytes(value, room[sizeof(int)..]);
        _length = start + sizeof(int) + bytes;
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(start), bytes);
    }

    private Span<byte> Take(int count)
    {
        int start = _length;
        if (count > _buffer.Length - start)
            Grow(count);
        _length = start + count;
        return _buffer.AsSpan(start, count);
    }

    private void Grow(int count)
    {
        int least = checked(_length + count);
        int wanted = (int)Math.Min(Array.MaxLength, Math.Max(InitialBytes, (long)_buffer.Length * 2));
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(least, wanted));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
