using Coordination.Requests;

namespace Coordination.Tree.Commands;

/// <summary>Answers a <see cref="CreateSessionRequest"/>.</summary>
/// <param name="Session">The new session's id; its attach number is 1.</param>
public sealed record CreateSessionResponse(SessionId Session) : Response;
