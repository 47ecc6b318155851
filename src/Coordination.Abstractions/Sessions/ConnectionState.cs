namespace Coordination;

/// <summary>How a client stands towards its ensemble.</summary>
public enum ConnectionState
{
    /// <summary>No server has answered yet.</summary>
    Connecting,

    /// <summary>The session stands and a server serves it.</summary>
    Connected,

    /// <summary>The session stands and a server that has lost its quorum serves reads only.</summary>
    ConnectedReadOnly,

    /// <summary>
    /// No server serves the session now; it may still be taken up again in time. What is held is still proven until
    /// <c>ValidUntil</c>.
    /// </summary>
    Suspended,

    /// <summary>The session is gone, and all that it held; the next is being opened.</summary>
    Lost,

    /// <summary>The server refused the client's credentials; the client has stopped.</summary>
    AuthFailed,

    /// <summary>The client was disposed or detached.</summary>
    Closed,
}
