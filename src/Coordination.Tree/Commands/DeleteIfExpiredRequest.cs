using Coordination.Requests;

namespace Coordination.Tree.Commands;

/// <summary>
/// Deletes a znode whose time to live has passed and which has no children; <see cref="ErrorCode.BadVersion"/> where it
/// was set since.
/// </summary>
/// <param name="Path">The znode.</param>
/// <param name="Mzxid">Its <see cref="Stat.Mzxid"/> when it was nominated.</param>
public readonly record struct DeleteIfExpiredRequest(ZPath Path, Zxid Mzxid) : IRequest<EmptyResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.DeleteContainer;
}
