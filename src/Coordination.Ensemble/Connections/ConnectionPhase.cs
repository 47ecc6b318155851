namespace Coordination.Ensemble.Connections;

/// <summary>How far a connection has come; it never goes back.</summary>
internal enum ConnectionPhase
{
    /// <summary>Accepted, and nothing asked.</summary>
    Accepted,

    /// <summary>It has asked for a session.</summary>
    Connecting,

    /// <summary>Its session stands.</summary>
    Open,

    /// <summary>It serves no session any more; what waits for it is still delivered.</summary>
    Closed,
}
