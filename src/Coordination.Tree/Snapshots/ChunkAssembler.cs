using System.Buffers.Binary;

namespace Coordination.Tree.Snapshots;

/// <summary>
/// Puts chunks together out of input of any size, verifies them, and holds the payload that is not read yet.
/// </summary>
internal sealed class ChunkAssembler
{
    private readonly byte[] _header = new byte[SnapshotFormat.ChunkHeaderBytes];

    private byte[] _chunk = [];
    private int _headerBytes;
    private int _chunkBytes;

    private byte[] _payload = [];
    private int _start;
    private int _end;

    /// <summary>Verified payload that was not read yet.</summary>
    public ReadOnlySpan<byte> Payload => _payload.AsSpan(_start.._end);

    /// <summary>Whether input has ended within a chunk.</summary>
    public bool IsWithinChunk => _headerBytes > 0;

    public void Skip(int length) => _start += length;

    /// <summary>
    /// Takes input up to the end of one chunk. Returns how many bytes that was; the fault is set where the chunk is not
    /// sound.
    /// </summary>
    public int Take(ReadOnlySpan<byte> input, out string? fault)
    {
        fault = null;
        int used = Math.Min(input.Length, SnapshotFormat.ChunkHeaderBytes - _headerBytes);
        input[..used].CopyTo(_header.AsSpan(_headerBytes));
        _headerBytes += used;
        if (_headerBytes < SnapshotFormat.ChunkHeaderBytes)
            return used;

        int length = BinaryPrimitives.ReadInt32LittleEndian(_header);
        if (length is <= 0 or > SnapshotFormat.PayloadBytes)
        {
            fault = $"A chunk says that it has {length} bytes; it has from 1 to {SnapshotFormat.PayloadBytes}.";
            return used;
        }

        if (_chunk.Length < length)
            _chunk = new byte[SnapshotFormat.PayloadBytes];
        int part = Math.Min(input.Length - used, length - _chunkBytes);
        input.Slice(used, part).CopyTo(_chunk.AsSpan(_chunkBytes));
        _chunkBytes += part;
        if (_chunkBytes == length)
            fault = Complete(length);
        return used + part;
    }

    private string? Complete(int length)
    {
        ReadOnlySpan<byte> chunk = _chunk.AsSpan(0, length);
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(4));
        uint actual = SnapshotFormat.Crc32C(chunk);
        if (actual != expected)
            return $"A chunk's checksum is {actual:x8}, not {expected:x8}.";

        Append(chunk);
        _headerBytes = 0;
        _chunkBytes = 0;
        return null;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        int kept = _end - _start;
        if (_payload.Length - _end < bytes.Length)
        {
            int needed = kept + bytes.Length;
            byte[] next = needed <= _payload.Length
                ? _payload
                : new byte[Math.Max(needed, 2 * SnapshotFormat.ChunkBytes)];
            _payload.AsSpan(_start, kept).CopyTo(next);
            (_payload, _start, _end) = (next, 0, kept);
        }

        bytes.CopyTo(_payload.AsSpan(_end));
        _end += bytes.Length;
    }
}
