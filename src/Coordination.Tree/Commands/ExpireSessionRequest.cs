using Coordination.Requests;

namespace Coordination.Tree.Commands;

/// <summary>
/// Ends a session that was not heard from; refused with <see cref="ErrorCode.SessionMoved"/> where it has attached
/// again since.
/// </summary>
/// <param name="Session">The session.</param>
/// <param name="Attach">The attachment under which it fell silent.</param>
public readonly record struct ExpireSessionRequest(SessionId Session, int Attach) : IRequest<EmptyResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.CloseSession;
}
