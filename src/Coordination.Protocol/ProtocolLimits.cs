namespace Coordination.Protocol;

/// <summary>
/// How much a peer may send. Every length and every count is checked against one of these before anything is allocated
/// for it.
/// </summary>
public sealed class ProtocolLimits
{
    /// <summary>
    /// Length of a frame by default, bytes, without its own four bytes of length: ZooKeeper's <c>jute.maxbuffer</c>,
    /// 0xfffff.
    /// </summary>
    public const int DefaultMaxFrameBytes = 0xfffff;

    /// <summary>Length of an encoded path by default, bytes.</summary>
    public const int DefaultMaxPathBytes = 64 * 1024;

    /// <summary>Operations in a multi or a multi-read by default.</summary>
    public const int DefaultMaxOperations = 10_000;

    /// <summary>ZooKeeper's own limits, and ours where it has none.</summary>
    public static ProtocolLimits Default { get; } = new();

    /// <summary>Longest frame, bytes, without its own four bytes of length.</summary>
    public int MaxFrameBytes { get; init; } = DefaultMaxFrameBytes;

    /// <summary>Longest path, bytes of UTF-8; also the longest scheme, identity and membership text.</summary>
    public int MaxPathBytes { get; init; } = DefaultMaxPathBytes;

    /// <summary>Most operations in one multi or multi-read.</summary>
    public int MaxOperations { get; init; } = DefaultMaxOperations;
}
