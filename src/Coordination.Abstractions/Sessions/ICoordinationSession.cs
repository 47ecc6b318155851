namespace Coordination;

/// <summary>One session of a client: what ephemeral znodes and leases hang on.</summary>
public interface ICoordinationSession
{
    /// <summary>Its identity.</summary>
    SessionId Id { get; }

    /// <summary>How long the ensemble keeps the session without hearing from the client, as negotiated.</summary>
    TimeSpan Timeout { get; }

    /// <summary>
    /// Until when the session is proven to stand, as a timestamp of the client's <see cref="TimeProvider"/>; moved on
    /// by answers only.
    /// </summary>
    long ValidUntil { get; }

    /// <summary>Whether the session is proven to stand now; compares clocks, waits for no callback.</summary>
    bool IsValid { get; }

    /// <summary>
    /// Cancelled at <see cref="ValidUntil"/>, or earlier when the loss is known. Never on a mere disconnect.
    /// </summary>
    CancellationToken Lost { get; }

    /// <summary>What another client needs to take this session over.</summary>
    SessionTicket Ticket { get; }
}
