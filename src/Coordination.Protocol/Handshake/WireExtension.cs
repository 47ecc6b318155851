using Coordination.Transports;

namespace Coordination.Protocol;

/// <summary>
/// The eight bytes by which our client and our server know each other: <c>COOR</c>, a version and a set of features, at
/// the end of ConnectRequest and of its answer. Others skip what follows the fields they know (Apache ZooKeeper 3.8
/// does, in both directions).
/// </summary>
/// <param name="Version">Of the extension; <see cref="CurrentVersion"/> is 1, and 0 never travels.</param>
/// <param name="Features">
/// Bits: <see cref="AnswersRemembered"/>; unknown ones are ignored.
/// </param>
public readonly record struct WireExtension(ushort Version, ushort Features)
{
    /// <summary>Length on the wire, bytes.</summary>
    public const int Length = 8;

    /// <summary>The version that this code speaks.</summary>
    public const ushort CurrentVersion = 1;

    /// <summary>
    /// The bit that says, from a server, that the session's answers are kept until acknowledged; from a client, that it
    /// acknowledges them. From a server, four bytes more follow: <see cref="ConnectResponse.LastXid"/>. A session that
    /// another's client opened has none kept, even when ours takes it over.
    /// </summary>
    public const ushort AnswersRemembered = 1;

    /// <summary>What our client appends.</summary>
    public static WireExtension Current => new(CurrentVersion, AnswersRemembered);

    /// <summary>What our server appends for a session whose answers are kept, or are not.</summary>
    public static WireExtension Remembering(bool answers) =>
        new(CurrentVersion, answers ? AnswersRemembered : (ushort)0);

    /// <summary>What two ends speak where one of them said this, or nothing at all.</summary>
    public static WireDialect DialectOf(WireExtension? extension) =>
        extension is { Version: >= CurrentVersion } ? WireDialect.Coordination : WireDialect.Apache;
}
