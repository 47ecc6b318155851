using Coordination.Requests;

namespace Coordination.Tree.Commands;

/// <summary>
/// Deletes a container that has had children and has none; <see cref="ErrorCode.BadVersion"/> where its children
/// changed since.
/// </summary>
/// <param name="Path">The container.</param>
/// <param name="Cversion">Its <see cref="Stat.Cversion"/> when it was nominated.</param>
public readonly record struct DeleteIfStillEmptyRequest(ZPath Path, int Cversion) : IRequest<EmptyResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.DeleteContainer;
}
