namespace Coordination.Calls;

/// <summary>Why a call ended without an answer.</summary>
internal enum CallEnd
{
    /// <summary>The session it belonged to is gone.</summary>
    SessionLost,

    /// <summary>The connection it was sent on is gone, and sending it again could do it twice.</summary>
    ConnectionLost,

    /// <summary>Its deadline passed.</summary>
    DeadlinePassed,

    /// <summary>It was not to wait, and no server is connected.</summary>
    NotConnected,

    /// <summary>As many wait to be sent as may.</summary>
    TooManyWait,

    /// <summary>The client was disposed or detached.</summary>
    Disposed,

    /// <summary>The server refused the client's credentials.</summary>
    AuthFailed,
}
