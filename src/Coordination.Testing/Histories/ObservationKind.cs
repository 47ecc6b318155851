namespace Coordination.Testing;

/// <summary>What an <see cref="Observation"/> is of.</summary>
internal enum ObservationKind
{
    /// <summary>The session stands.</summary>
    Connected,

    /// <summary>A request left.</summary>
    Sent,

    /// <summary>An answer came.</summary>
    Answered,

    /// <summary>An event came.</summary>
    Event,

    /// <summary>The connection was lost.</summary>
    Closed,
}
