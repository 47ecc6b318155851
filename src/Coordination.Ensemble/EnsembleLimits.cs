namespace Coordination.Ensemble;

/// <summary>What a client may ask of one ensemble, so that none costs another its memory (DESIGN.md §8).</summary>
public sealed class EnsembleLimits
{
    /// <summary>ZooKeeper's <c>jute.maxbuffer</c>: 1 MiB − 1.</summary>
    public const int DefaultBytes = 0xfffff;

    /// <summary>Data of one znode, bytes, from 1 to 8 MiB; past it <see cref="ErrorCode.BadArguments"/>.</summary>
    public int DataBytes { get; set; } = DefaultBytes;

    /// <summary>
    /// One multi or one ACL as it would be on the wire, bytes, from 1,024 to 8 MiB; past it <see
    /// cref="ErrorCode.BadArguments"/>.
    /// </summary>
    public int FrameBytes { get; set; } = DefaultBytes;

    /// <summary>One path in UTF-8, bytes, from 64 to 1 MiB; past it <see cref="ErrorCode.BadArguments"/>.</summary>
    public int PathBytes { get; set; } = 64 << 10;

    /// <summary>Names in one path, from 8 to 2,048; past it <see cref="ErrorCode.BadArguments"/>.</summary>
    public int PathDepth { get; set; } = 2_048;

    /// <summary>Operations of one multi, from 1 to 1,000,000; past it <see cref="ErrorCode.BadArguments"/>.</summary>
    public int MultiOperations { get; set; } = 10_000;

    /// <summary>
    /// Watches in all, from 0; the read or request that would arm one more answers <see
    /// cref="ErrorCode.ThrottledOp"/>.
    /// </summary>
    public int Watches { get; set; } = 1_000_000;

    /// <summary>Sessions in all, from 1; a client that asks for one more is refused.</summary>
    public int Sessions { get; set; } = 1_000_000;

    /// <summary>Connections in all, from 1; one more is refused.</summary>
    public int Connections { get; set; } = 10_000;

    /// <summary>
    /// Connections from one address, 0 for any number; one more is refused. Those from inside this process are not
    /// counted.
    /// </summary>
    public int ConnectionsPerAddress { get; set; } = 60;

    /// <summary>
    /// Unanswered requests of one connection, from 1 to 100,000; what comes past it waits, and nothing is lost.
    /// </summary>
    public int Outstanding { get; set; } = 1_000;

    /// <summary>
    /// Requests of one connection that wait, from 1 to 10,000,000: past <see cref="Outstanding"/>, or until its session
    /// stands. A connection that sends one more is cut off. The default is the most that a client of ours or a server
    /// can be told to leave unanswered, so that only who does not count is ever cut off.
    /// </summary>
    public int Waiting { get; set; } = 100_000;

    /// <summary>
    /// Answers and events waiting for one connection to take them, from 1,000; a connection that is further behind is
    /// cut off, and may come back and have its watches replayed.
    /// </summary>
    public int Undelivered { get; set; } = 1_000_000;

    /// <summary>Changes kept for the replay of persistent watches, 100,000 by default, from 0 to 100 million.</summary>
    public int LoggedChanges { get; set; } = Tree.Watches.ChangeLog.DefaultChanges;

    /// <summary>Bytes kept for the replay of persistent watches, 16 MiB by default, from 0 to 1 TiB.</summary>
    public long LoggedBytes { get; set; } = Tree.Watches.ChangeLog.DefaultBytes;
}
