namespace Coordination.Requests;

/// <summary>Counts all descendants of a znode (<c>zookeeper.jute: GetAllChildrenNumberRequest</c>).</summary>
/// <param name="Path">The znode.</param>
public readonly record struct GetAllChildrenNumberRequest(ZPath Path) : IReadRequest<GetAllChildrenNumberResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.GetAllChildrenNumber;
}
