namespace Coordination.Sessions;

/// <summary>What a client is doing about its connection.</summary>
internal enum SessionPhase
{
    /// <summary>Not begun.</summary>
    Idle,

    /// <summary>A connection is being opened, and the session asked for on it.</summary>
    Dialling,

    /// <summary>A server serves the session.</summary>
    Up,

    /// <summary>Waiting before the next attempt.</summary>
    BackingOff,

    /// <summary>At an end.</summary>
    Stopped,
}
