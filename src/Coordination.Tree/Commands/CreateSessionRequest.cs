using Coordination.Requests;

namespace Coordination.Tree.Commands;

/// <summary>Opens a session; apply gives it its id, with the replica in the high byte.</summary>
/// <param name="Password">Drawn by whoever proposes.</param>
/// <param name="TimeoutMs">The time-out granted, milliseconds.</param>
/// <param name="Replica">The replica that serves it.</param>
/// <param name="RemembersAnswers">Whether answers are kept until acknowledged, for exactly-once retries.</param>
public readonly record struct CreateSessionRequest(
    SessionPassword Password, int TimeoutMs, byte Replica, bool RemembersAnswers)
    : IRequest<CreateSessionResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.CreateSession;
}
