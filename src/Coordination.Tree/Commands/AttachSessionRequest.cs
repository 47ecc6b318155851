using Coordination.Requests;

namespace Coordination.Tree.Commands;

/// <summary>
/// Moves a session to a replica; raises its attach number, so that what an older connection still sends is refused.
/// <see cref="ErrorCode.SessionExpired"/> where the session is gone or the password wrong.
/// </summary>
/// <param name="Session">The session.</param>
/// <param name="Password">Its password.</param>
/// <param name="Replica">The replica that serves it from now on.</param>
public readonly record struct AttachSessionRequest(SessionId Session, SessionPassword Password, byte Replica)
    : IRequest<AttachSessionResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.CreateSession;
}
