namespace Coordination.Sessions;

/// <summary>What a <see cref="SessionMachine"/> wants done.</summary>
internal enum SessionOutputKind
{
    /// <summary>Open a connection and ask for a session on it.</summary>
    Dial,

    /// <summary>Close the connection.</summary>
    HangUp,

    /// <summary>A new session is in force.</summary>
    Begin,

    /// <summary>The session in force is served again.</summary>
    Resume,

    /// <summary>Nobody serves the session for now: leave the connection.</summary>
    Suspend,

    /// <summary>The session in force is over.</summary>
    Lose,

    /// <summary>Send a sign of life.</summary>
    Ping,

    /// <summary>Ask a server to close a session that was given up without its knowing.</summary>
    Surrender,

    /// <summary>Nothing more will come.</summary>
    Stop,
}
