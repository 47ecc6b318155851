namespace Coordination.Requests;

/// <summary>Deletes a znode without children (<c>zookeeper.jute: DeleteRequest</c>).</summary>
/// <param name="Path">The znode.</param>
/// <param name="Version">The version the znode must have; -1 for any.</param>
public readonly record struct DeleteRequest(ZPath Path, int Version) : IRequest<EmptyResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.Delete;
}
