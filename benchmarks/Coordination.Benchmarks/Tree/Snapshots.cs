using System.Buffers;
using BenchmarkDotNet.Attributes;
using Coordination.Tree;
using Coordination.Tree.Snapshots;

namespace Coordination.Benchmarks.Tree;

/// <summary>A snapshot of 1,000,000 znodes: taking it, writing it and reading it again.</summary>
[MemoryDiagnoser]
public class Snapshots
{
    private TreeWorld _world = null!; // Set before the first benchmark runs.
    private byte[] _written = [];

    [GlobalSetup]
    public void Setup()
    {
        _world = TreeWorld.Full();
        using var all = new MemoryStream();
        Write(_world.Tree.Capture(), chunk => all.Write(chunk));
        _written = all.ToArray();
    }

    [Benchmark]
    public TreeImage Capture() => _world.Tree.Capture();

    [Benchmark]
    public long Write()
    {
        long bytes = 0;
        Write(_world.Tree.Capture(), chunk => bytes += chunk.Length);
        return bytes;
    }

    [Benchmark]
    public ZnodeTree Read()
    {
        var reader = new SnapshotReader();
        reader.TryRead(_written);
        return reader.TryFinish(out ZnodeTree? tree, out SnapshotFault? fault)
            ? tree
            : throw new InvalidOperationException(fault.Reason);
    }

    private static void Write(TreeImage image, ReadOnlySpanAction write)
    {
        var writer = new SnapshotWriter(image);
        var chunk = new ArrayBufferWriter<byte>(SnapshotWriter.MaxChunkBytes);
        while (writer.TryWriteChunk(chunk))
        {
            write(chunk.WrittenSpan);
            chunk.ResetWrittenCount();
        }
    }

    private delegate void ReadOnlySpanAction(ReadOnlySpan<byte> bytes);
}
