using System.Buffers;
using Coordination.Requests;
using Coordination.Tree;
using Coordination.Tree.Commands;
using Coordination.Tree.Snapshots;

namespace Coordination.Tests.Tree.Snapshots;

public sealed class SnapshotTests
{
    [Fact]
    public void A_tree_that_is_written_and_read_is_the_same_tree() => Cases.ForAll(150, (int seed) =>
    {
        ZnodeTree tree = Grow(seed, 300);

        byte[] written = Write(tree.Capture());
        ZnodeTree read = Read(written, pieceBytes: 1 + (seed & 0xff));

        // The reader counts the digest anew and refuses another than the one written.
        Assert.Equal(FiguresOf(tree), FiguresOf(read));
        Assert.Equal(written, Write(read.Capture()));
    });

    [Fact]
    public void A_tree_that_was_read_goes_on_as_the_one_that_was_written() => Cases.ForAll(50, (int seed) =>
    {
        ZnodeTree tree = Grow(seed, 200);
        ZnodeTree read = Read(Write(tree.Capture()));
        var commands = new RandomCommands(seed);
        commands.Run(new ZnodeTree(tree.Settings), 200);

        for (int i = 0; i < 200; i++)
        {
            Command next = commands.Next(tree);
            var (changes, changesOfRead) = (new List<Change>(), new List<Change>());
            var answer = tree.Apply(next, changes);
            var answerOfRead = read.Apply(next, changesOfRead);
            Assert.Equal((answer.Code, answer.Zxid), (answerOfRead.Code, answerOfRead.Zxid));
            Assert.Equal(
                changes.Select(change => (change.Type, change.Path)),
                changesOfRead.Select(change => (change.Type, change.Path)));
            Assert.Equal(tree.Digest, read.Digest);
        }

        Assert.Equal(Write(tree.Capture()), Write(read.Capture()));
    });

    [Fact]
    public void What_was_captured_stays_while_the_tree_goes_on_changing() => Cases.ForAll(50, (int seed) =>
    {
        var tree = new ZnodeTree();
        var commands = new RandomCommands(seed);
        commands.Run(tree, 200);
        byte[] atOnce = Write(tree.Capture());

        TreeImage image = tree.Capture();
        commands.Run(tree, 200);

        Assert.Equal(atOnce, Write(image));
    });

    // Several pages of znodes and several chunks; whatever is written between any two of them, the snapshot is of the
    // moment at which it was captured, another that is begun on the way is of its own, and the tree takes no harm.
    [Fact]
    public void A_snapshot_is_of_its_moment_whatever_changes_between_its_chunks() =>
        Cases.ForAll(15, (int seed, byte[] changesBetween) =>
    {
        var (tree, twin) = (new ZnodeTree(), new ZnodeTree());
        var (commands, same) = (new RandomCommands(seed), new RandomCommands(seed));
        Change(6_000);
        Moment first = Moment.Of(tree);

        int chunks = 0;
        Moment? second = null;
        while (first.TryWriteChunk())
        {
            Change(1 + changesBetween.ElementAtOrDefault(chunks++));
            second ??= Moment.Of(tree);
            second.TryWriteChunk();
        }

        Assert.True(chunks > 2, $"{chunks} chunks.");
        first.Check();
        second!.Check(); // Not null: there was a first chunk.
        Assert.Equal(Write(twin.Capture()), Write(tree.Capture()));

        void Change(int count)
        {
            foreach ((RandomCommands draws, ZnodeTree changed) in new[] { (commands, tree), (same, twin) })
            {
                draws.RunWide(changed, count);
                draws.Run(changed, count / 10);
            }
        }
    });

    [Fact]
    public void A_bit_that_flips_is_found_with_its_place() => Cases.ForAll(300, (int seed, uint position) =>
    {
        byte[] written = Write(Grow(seed, 100).Capture());
        int bit = (int)(position % (uint)(written.Length * 8));
        written[bit / 8] ^= (byte)(1 << (bit % 8));

        var reader = new SnapshotReader();
        reader.TryRead(written);

        Assert.False(reader.TryFinish(out _, out SnapshotFault? fault));
        Assert.InRange(fault.Offset, 1, written.Length);
        Assert.NotEmpty(fault.Reason);
    });

    [Fact]
    public void A_snapshot_that_is_cut_off_is_refused() => Cases.ForAll(100, (int seed, uint position) =>
    {
        byte[] written = Write(Grow(seed, 100).Capture());

        var reader = new SnapshotReader();
        Assert.True(reader.TryRead(written.AsSpan(0, (int)(position % (uint)written.Length))));

        Assert.False(reader.TryFinish(out _, out SnapshotFault? fault));
        Assert.Equal("The snapshot ends too early.", fault.Reason);
    });

    [Fact]
    public void Noise_in_a_sound_chunk_never_crashes_the_reader() => Cases.ForAll(300, (byte[] noise) =>
    {
        var reader = new SnapshotReader();
        reader.TryRead(Chunk(noise));

        Assert.False(reader.TryFinish(out _, out SnapshotFault? fault));
        Assert.NotEmpty(fault.Reason);
    });

    [Fact]
    public void Noise_within_a_snapshot_never_crashes_the_reader() =>
        Cases.ForAll(500, (int seed, uint at, byte[] noise) =>
    {
        // A good snapshot with some bytes replaced and its checksum made good.
        byte[] payload = Write(Grow(seed, 60).Capture())[SnapshotFormat.ChunkHeaderBytes..];
        int start = (int)(at % (uint)payload.Length);
        noise.AsSpan(0, Math.Min(noise.Length, payload.Length - start)).CopyTo(payload.AsSpan(start));

        var reader = new SnapshotReader();
        reader.TryRead(Chunk(payload));

        // What the digest does not cover, such as the time, may be read as it is now.
        if (reader.TryFinish(out ZnodeTree? tree, out SnapshotFault? fault))
            Assert.Equal(tree.Digest, Read(Write(tree.Capture())).Digest);
        else
            Assert.NotEmpty(fault.Reason);
    });

    [Fact]
    public void Data_longer_than_a_chunk_is_carried_over_and_chunks_stay_within_their_size()
    {
        var tree = new Orderer();
        byte[] data = new byte[3 * SnapshotWriter.MaxChunkBytes];
        new Random(1).NextBytes(data);
        tree.Apply(new CreateRequest("/big", data, Acl.Open, CreateMode.Persistent));
        var writer = new SnapshotWriter(tree.Tree.Capture());
        var chunks = new List<byte[]>();

        var chunk = new ArrayBufferWriter<byte>();
        while (writer.TryWriteChunk(chunk))
        {
            chunks.Add(chunk.WrittenSpan.ToArray());
            chunk.ResetWrittenCount();
        }

        Assert.Equal(4, chunks.Count);
        Assert.All(chunks, each => Assert.InRange(each.Length, 1, SnapshotWriter.MaxChunkBytes));
        Assert.Equal(tree.Tree.Digest, Read([.. chunks.SelectMany(each => each)]).Digest);
    }

    [Fact]
    public void What_follows_the_end_is_refused()
    {
        byte[] written = Write(new ZnodeTree().Capture());

        var reader = new SnapshotReader();
        Assert.False(reader.TryRead([.. written, .. written]));

        Assert.Contains("more after the end", reader.Fault?.Reason);
    }

    [Fact]
    public void A_lying_length_costs_no_memory()
    {
        // A header, and then a znode whose data claims 200 MiB.
        byte[] payload = Write(new ZnodeTree().Capture())[SnapshotFormat.ChunkHeaderBytes..];
        int firstZnode = payload.AsSpan().IndexOf(stackalloc byte[] { SnapshotFormat.ZnodeRecord, 0, 0 });
        byte[] lying = [.. payload[..(firstZnode + 3)], 0x80, 0x80, 0x80, 0x64, .. new byte[1000]];
        var reader = new SnapshotReader();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(reader.TryRead(Chunk(lying)));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 0, 8 * 1024 * 1024);
        Assert.False(reader.TryFinish(out _, out _));
    }

    private static ZnodeTree Grow(int seed, int commands)
    {
        var tree = new ZnodeTree(new TreeSettings { EnforceQuota = (seed & 1) == 0, PathSeed = (ulong)seed });
        new RandomCommands(seed).Run(tree, commands);
        return tree;
    }

    private static object FiguresOf(ZnodeTree tree) => (
        (tree.Digest, tree.LastZxid, tree.LastTimeMs, tree.Settings),
        (tree.ZnodeCount, tree.EphemeralCount, tree.ContentBytes, tree.SessionCount));

    private static byte[] Write(TreeImage image)
    {
        var written = new ArrayBufferWriter<byte>();
        var writer = new SnapshotWriter(image);
        while (writer.TryWriteChunk(written))
        {
        }

        return written.WrittenSpan.ToArray();
    }

    private static ZnodeTree Read(byte[] written, int pieceBytes = 4096)
    {
        var reader = new SnapshotReader();
        foreach (byte[] piece in written.Chunk(pieceBytes))
            Assert.True(reader.TryRead(piece), reader.Fault?.Reason);
        Assert.True(reader.TryFinish(out ZnodeTree? tree, out SnapshotFault? fault), fault?.Reason);
        return tree;
    }

    private static byte[] Chunk(byte[] payload) =>
    [
        .. BitConverter.GetBytes(payload.Length),
        .. BitConverter.GetBytes(SnapshotFormat.Crc32C(payload)),
        .. payload,
    ];

    /// <summary>A snapshot that is being written, and what it must become.</summary>
    private sealed class Moment
    {
        private readonly byte[] _writtenAtOnce;
        private readonly object _figures;
        private readonly SnapshotWriter _writer;
        private readonly ArrayBufferWriter<byte> _written = new();

        private Moment(ZnodeTree tree)
        {
            _writtenAtOnce = Write(tree.Capture());
            _figures = FiguresOf(tree);
            _writer = new SnapshotWriter(tree.Capture());
        }

        public static Moment Of(ZnodeTree tree) => new(tree);

        public bool TryWriteChunk() => _writer.TryWriteChunk(_written);

        public void Check()
        {
            while (TryWriteChunk())
            {
            }

            Assert.True(_writtenAtOnce.AsSpan().SequenceEqual(_written.WrittenSpan));
            Assert.Equal(_figures, FiguresOf(Read(_written.WrittenSpan.ToArray(), SnapshotWriter.MaxChunkBytes)));
        }
    }
}
