using System.Buffers;
using System.Buffers.Binary;
using Coordination.Tree.Znodes;

namespace Coordination.Tree.Snapshots;

/// <summary>
/// Writes an image chunk by chunk. Touches nothing but the image, so it may run on a thread of its own.
/// </summary>
public sealed class SnapshotWriter
{
    /// <summary>Bytes of a chunk, at most.</summary>
    public const int MaxChunkBytes = SnapshotFormat.ChunkBytes;

    private readonly TreeImage _image;
    private readonly RecordWriter _records = new();
    private readonly ImageWalk _walk;
    private readonly Dictionary<int, int> _aclNumbers = [];

    private int _sessionsWritten;
    private bool _isEnded;

    /// <summary>Begins a snapshot of an image.</summary>
    public SnapshotWriter(TreeImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        _image = image;
        _walk = new ImageWalk(image);
        WriteHeader();
    }

    /// <summary>Writes the next chunk; false when all is written.</summary>
    public bool TryWriteChunk(IBufferWriter<byte> sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        while (_records.Length < SnapshotFormat.PayloadBytes && TryWriteRecord())
        {
        }

        int length = Math.Min(_records.Length, SnapshotFormat.PayloadBytes);
        if (length == 0)
            return false;

        ReadOnlySpan<byte> payload = _records.Take(length);
        Span<byte> chunk = sink.GetSpan(SnapshotFormat.ChunkHeaderBytes + length);
        BinaryPrimitives.WriteInt32LittleEndian(chunk, length);
        BinaryPrimitives.WriteUInt32LittleEndian(chunk[4..], SnapshotFormat.Crc32C(payload));
        payload.CopyTo(chunk[SnapshotFormat.ChunkHeaderBytes..]);
        sink.Advance(SnapshotFormat.ChunkHeaderBytes + length);
        return true;
    }

    private bool TryWriteRecord()
    {
        if (_sessionsWritten < _image.Sessions.Length)
            SessionCodec.Write(_records, _image.Sessions[_sessionsWritten++]);
        else if (_walk.TryNext(out Znode? znode, out int depth))
            WriteZnode(znode, depth);
        else if (!_isEnded)
            WriteFooter();
        else
            return false;
        return true;
    }

    private void WriteHeader()
    {
        _records.UInt64(SnapshotFormat.Magic);
        _records.Number(SnapshotFormat.Version);
        _records.Int64(_image.Zxid.Value);
        _records.Int64(_image.TimeMs);
        _records.Flag(_image.Settings.EnforceQuota);
        _records.UInt64(_image.Settings.PathSeed);
        _records.Int64(_image.SessionsOpened);
        _records.Number(_image.Sessions.Length);
        _records.Number(_image.ZnodeCount);
    }

    private void WriteZnode(Znode znode, int depth)
    {
        // Written by what it is, not by the shape of its record, so that replicas agree.
        bool isPlain = znode.Kind == ZnodeKind.Persistent && znode.Creates == 0 && znode.Aversion == 0
            && znode.Pzxid == znode.Czxid;
        _records.Byte(SnapshotFormat.ZnodeRecord);
        _records.Number(depth);
        _records.Text(znode.NameText);
        _records.Bytes(znode.DataSpan);
        _records.Int64(znode.Czxid);
        _records.Int64(znode.Mzxid);
        _records.Int64(znode.CtimeMs);
        _records.Int64(znode.MtimeMs);
        _records.Number(znode.Version);
        WriteAcl(znode.AclId);
        _records.Flag(!isPlain);
        if (isPlain)
            return;

        _records.Int64(znode.Pzxid);
        _records.Number(znode.Creates);
        _records.Number(znode.Aversion);
        _records.Byte((byte)znode.Kind);
        _records.Int64(znode.Owner);
    }

    private void WriteAcl(int id)
    {
        if (_aclNumbers.TryGetValue(id, out int number))
        {
            _records.Number(number);
            return;
        }

        IReadOnlyList<Acl> acl = _image.Acls[id];
        _records.Number(_aclNumbers.Count);
        _aclNumbers.Add(id, _aclNumbers.Count);
        _records.Number(acl.Count);
        foreach (Acl entry in acl)
        {
            _records.Number((int)entry.Permissions);
            _records.Text(entry.Id.Scheme);
            _records.Text(entry.Id.Id);
        }
    }

    private void WriteFooter()
    {
        _records.Byte(SnapshotFormat.FooterRecord);
        _records.Number(_image.Sessions.Length);
        _records.Number(_image.ZnodeCount);
        _records.UInt64((ulong)(_image.Digest >> 64));
        _records.UInt64((ulong)_image.Digest);
        _records.UInt64(SnapshotFormat.EndMagic);
        _isEnded = true;
    }
}
