namespace Coordination.Transports;

/// <summary>How a session stands after <see cref="ConnectRequest"/> (<c>zookeeper.jute: ConnectResponse</c>).</summary>
/// <param name="Session">The session in force; <see cref="SessionId.None"/> where the one asked for is gone or its
/// password wrong.</param>
/// <param name="Password">What takes it up again.</param>
/// <param name="TimeoutMs">The time-out granted, milliseconds; 0 where the session is gone.</param>
/// <param name="IsReadOnly">Whether the server serves reads only.</param>
/// <param name="RemembersAnswers">
/// Whether a write may be sent again under its number without being done twice, and watches are replayed (an ensemble
/// of ours).
/// </param>
/// <param name="Zxid">How far the serving replica has come; <see cref="Zxid.None"/> where it does not say.</param>
/// <param name="LastXid">
/// The greatest number under which the session has had anything done, where answers are remembered: whoever takes it
/// over goes on above it, or would be taken for its predecessor. 0 where nothing was done, or nothing is remembered.
/// </param>
public readonly record struct ConnectResponse(
    SessionId Session,
    SessionPassword Password,
    int TimeoutMs,
    bool IsReadOnly,
    bool RemembersAnswers,
    Zxid Zxid,
    int LastXid = 0)
{
    /// <summary>Whether the session asked for is gone.</summary>
    public bool IsExpired => TimeoutMs <= 0;
}
