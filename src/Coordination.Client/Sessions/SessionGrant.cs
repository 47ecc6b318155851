namespace Coordination.Sessions;

/// <summary>A session as a server granted it.</summary>
internal readonly record struct SessionGrant(
    SessionTicket Ticket, int TimeoutMs, bool IsReadOnly, bool RemembersAnswers);
