using System.Buffers;
using Coordination.Protocol;

namespace Coordination.Transports.Tcp.Streams;

/// <summary>
/// What was received and not yet read, in one pooled piece. It grows by what really arrives, never by what a length
/// announces.
/// </summary>
internal sealed class ReceiveBuffer : IDisposable
{
    /// <summary>An idle connection keeps so much, bytes.</summary>
    private const int LeastBytes = 2 * 1024;

    /// <summary>A busy one, and more only while a frame is longer than that, bytes.</summary>
    private const int UsualBytes = 64 * 1024;

    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private bool _wasFilled;

    /// <summary>What was received and not yet read.</summary>
    public ReadOnlySpan<byte> Waiting => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Room to receive into; never empty.</summary>
    public Memory<byte> MakeRoom()
    {
        if (_start == _end)
            Reuse();
        else if (_end == _buffer.Length && _start > 0)
            Move(_buffer);
        if (_end == _buffer.Length)
            Grow();
        return _buffer.AsMemory(_end);
    }

    /// <summary>So many bytes were received into the room.</summary>
    public void Add(int count)
    {
        _end += count;
        _wasFilled = _end == _buffer.Length;
    }

    /// <summary>Reads over bytes.</summary>
    public void Skip(int count) => _start += count;

    /// <summary>Takes the next frame, where it is there whole; it is good until room is made.</summary>
    public FrameStatus TryTake(int maxFrameBytes, out ReadOnlySpan<byte> frame)
    {
        FrameStatus status = FrameScanner.Scan(Waiting, maxFrameBytes, out int length);
        frame = default;
        if (status != FrameStatus.Complete)
            return status;
        frame = Waiting.Slice(FrameScanner.PrefixBytes, length);
        Skip(FrameScanner.PrefixBytes + length);
        return status;
    }

    /// <summary>Gives the buffer back where nothing waits in it, until room is made again.</summary>
    public void Trim()
    {
        if (_start == _end)
            Dispose();
    }

    /// <summary>Gives the buffer back; nobody may be receiving into it.</summary>
    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = _end = 0;
    }

    // All was read. One large frame does not keep its buffer; a buffer that was filled to its end was too small.
    private void Reuse()
    {
        _start = _end = 0;
        if (_buffer.Length > UsualBytes)
            Dispose();
        else if (_wasFilled && _buffer.Length < UsualBytes)
            Grow();
        _wasFilled = false;
    }

    private void Grow()
    {
        byte[] old = _buffer;
        Move(ArrayPool<byte>.Shared.Rent(Math.Max(LeastBytes, old.Length * 2)));
        if (old.Length > 0)
            ArrayPool<byte>.Shared.Return(old);
    }

    private void Move(byte[] target)
    {
        Waiting.CopyTo(target);
        _end -= _start;
        _start = 0;
        _buffer = target;
    }
}
