namespace Coordination.Transports;

/// <summary>Why a connection ended.</summary>
public enum CloseReason
{
    /// <summary>No server could be reached.</summary>
    Unreachable,

    /// <summary>The connection broke, or the server stopped.</summary>
    Disconnected,

    /// <summary>
    /// The server refused the connection: a limit was reached, or it is behind what the client has seen.
    /// </summary>
    Refused,

    /// <summary>The server closed the session by request of the client.</summary>
    SessionClosed,

    /// <summary>The server ended the session because it was not heard from in time.</summary>
    SessionExpired,

    /// <summary>The server refused the client's credentials.</summary>
    AuthFailed,
}
