namespace Coordination.Requests;

/// <summary>Arms a watch that stays (<c>zookeeper.jute: AddWatchRequest</c>).</summary>
/// <param name="Path">The znode, which need not exist.</param>
/// <param name="Mode">The znode alone, or all below it too.</param>
public readonly record struct AddWatchRequest(ZPath Path, AddWatchMode Mode) : IRequest<EmptyResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.AddWatch;
}
