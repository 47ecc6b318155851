namespace Coordination;

/// <summary>What is needed to take a session over from another client or another process: keep it secret.</summary>
/// <param name="Id">The session.</param>
/// <param name="Password">The proof of ownership that the ensemble gave when the session was opened.</param>
public readonly record struct SessionTicket(SessionId Id, SessionPassword Password);
