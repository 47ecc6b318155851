using System.Diagnostics.CodeAnalysis;

namespace Coordination.Tree.Snapshots;

/// <summary>
/// Makes a tree out of a snapshot that comes in pieces of any size. What it is given is not trusted: chunks are
/// verified, lengths checked before anything is allocated, and the digest of the finished tree compared with the one
/// written.
/// </summary>
public sealed class SnapshotReader
{
    private readonly ChunkAssembler _chunks = new();
    private readonly TreeLoader _loader = new();
    private long _offset;

    /// <summary>What is wrong with what was read; null while all is well.</summary>
    public SnapshotFault? Fault { get; private set; }

    /// <summary>Reads on. False when the snapshot cannot be used, and ever after: see <see cref="Fault"/>.</summary>
    public bool TryRead(ReadOnlySpan<byte> input)
    {
        while (!input.IsEmpty && Fault is null)
        {
            int used = _chunks.Take(input, out string? fault);
            _offset += used;
            input = input[used..];
            if (fault is not null)
                Fault = new SnapshotFault(_offset, fault);
            else
                Load();
        }

        return Fault is null;
    }

    /// <summary>
    /// The tree, when the whole snapshot was read; otherwise the fault says what is missing or wrong. Once.
    /// </summary>
    public bool TryFinish([NotNullWhen(true)] out ZnodeTree? tree, [NotNullWhen(false)] out SnapshotFault? fault)
    {
        tree = null;
        if (Fault is null && (_chunks.IsWithinChunk || !_loader.IsEnded))
            Fault = new SnapshotFault(_offset, "The snapshot ends too early.");
        fault = Fault;
        if (fault is not null)
            return false;

        tree = _loader.Finish();
        return true;
    }

    private void Load()
    {
        while (Fault is null && !_chunks.Payload.IsEmpty)
        {
            var record = new RecordReader(_chunks.Payload);
            _loader.Load(ref record);
            if (record.Fault is { } fault)
                Fault = new SnapshotFault(_offset, $"In the record after {_loader.ZnodeCount} znodes, {fault}.");
            if (record.IsBad)
                return;
            _chunks.Skip(record.Position);
        }
    }
}
