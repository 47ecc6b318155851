namespace Coordination.Transports;

/// <summary>Opens a session or takes one up again (<c>zookeeper.jute: ConnectRequest</c>).</summary>
/// <param name="Session">The session to take up; <see cref="SessionId.None"/> for a new one.</param>
/// <param name="Password">Its password.</param>
/// <param name="TimeoutMs">The session time-out asked for, milliseconds.</param>
/// <param name="LastZxidSeen">How far the client has seen: a server behind it refuses.</param>
/// <param name="AcceptsReadOnly">Whether a server without quorum will do.</param>
public readonly record struct ConnectRequest(
    SessionId Session,
    SessionPassword Password,
    int TimeoutMs,
    Zxid LastZxidSeen,
    bool AcceptsReadOnly);
