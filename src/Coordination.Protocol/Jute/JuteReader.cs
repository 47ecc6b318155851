using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Coordination.Protocol;

/// <summary>
/// Reads jute's primitives (<c>BinaryInputArchive</c>) from a span. The first fault sticks: everything read after it is
/// empty, so that a record is read field by field without asking after each, and <see cref="Fault"/> is asked once at
/// its end.
/// </summary>
public ref struct JuteReader
{
    private readonly ReadOnlySpan<byte> _source;
    private int _position;

    /// <summary>Begins at the front of <paramref name="source"/>.</summary>
    public JuteReader(ReadOnlySpan<byte> source) => _source = source;

    /// <summary>What was wrong first; <see cref="DecodeFault.None"/> so far if nothing was.</summary>
    public DecodeFault Fault { get; private set; }

    /// <summary>How many bytes have been read.</summary>
    public readonly int Position => _position;

    /// <summary>How many bytes are left; 0 after a fault.</summary>
    public readonly int Remaining => _source.Length - _position;

    /// <summary>Notes a fault, unless there was one before, and reads nothing more.</summary>
    public void Fail(DecodeFault fault)
    {
        if (Fault == DecodeFault.None)
            Fault = fault;
        _position = _source.Length;
    }

    /// <summary>Reads a byte that is 0 for false and anything else for true.</summary>
    public bool ReadBoolean() => Take(1) is [not 0];

    /// <summary>Reads an <c>int</c>.</summary>
    public int ReadInt32() => BinaryPrimitives.TryReadInt32BigEndian(Take(sizeof(int)), out int value) ? value : 0;

    /// <summary>Reads a <c>long</c>.</summary>
    public long ReadInt64() => BinaryPrimitives.TryReadInt64BigEndian(Take(sizeof(long)), out long value) ? value : 0;

    /// <summary>Reads bytes that are not copied; those of a <c>buffer</c> that is null are empty.</summary>
    /// <param name="limit">The most that is accepted.</param>
    public ReadOnlySpan<byte> ReadBuffer(int limit) => ReadBuffer(limit, out _);

    /// <summary>Reads bytes that are not copied.</summary>
    /// <param name="limit">The most that is accepted.</param>
    /// <param name="isNull">Whether there was no buffer at all (length -1).</param>
    public ReadOnlySpan<byte> ReadBuffer(int limit, out bool isNull)
    {
        int length = ReadInt32();
        isNull = length == -1 && Fault == DecodeFault.None;
        if (length <= 0)
        {
            if (length < -1)
                Fail(DecodeFault.NegativeLength);
            return default;
        }

        if (length <= limit)
            return Take(length);
        Fail(DecodeFault.OverLimit);
        return default;
    }

    /// <summary>Reads text; null for none (length -1) and after a fault.</summary>
    /// <param name="limit">The most bytes that are accepted.</param>
    public string? ReadString(int limit)
    {
        ReadOnlySpan<byte> bytes = ReadBuffer(limit, out bool isNull);
        if (isNull || Fault != DecodeFault.None)
            return null;
        if (Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);
        Fail(DecodeFault.InvalidText);
        return null;
    }

    /// <summary>Reads the number of elements of a <c>vector</c>; 0 for none at all (-1).</summary>
    /// <param name="limit">The most that are accepted.</param>
    /// <param name="bytesEach">The fewest bytes that one takes: a count that the rest of the frame cannot hold is a
    /// fault.</param>
    public int ReadCount(int limit, int bytesEach)
    {
        int count = ReadInt32();
        if (count <= 0)
        {
            if (count < -1)
                Fail(DecodeFault.NegativeLength);
            return 0;
        }

        if (count > limit)
            Fail(DecodeFault.OverLimit);
        else if ((long)count * bytesEach > Remaining)
            Fail(DecodeFault.Truncated);
        else
            return count;
        return 0;
    }

    /// <summary>
    /// Passes over bytes if they are exactly what comes next; false, and nothing read, if they are not.
    /// </summary>
    public bool TrySkip(ReadOnlySpan<byte> expected)
    {
        if (!_source[_position..].StartsWith(expected))
            return false;
        _position += expected.Length;
        return true;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Remaining)
        {
            Fail(DecodeFault.Truncated);
            return default;
        }

        ReadOnlySpan<byte> taken = _source.Slice(_position, count);
        _position += count;
        return taken;
    }
}
