namespace Coordination.Requests;

/// <summary>Lists a znode's children (<c>zookeeper.jute: GetChildren2Request</c>).</summary>
/// <param name="Path">The znode.</param>
/// <param name="Watch">Whether to be told, once, when the answer stops being true.</param>
public readonly record struct GetChildrenRequest(ZPath Path, bool Watch = false) : IReadRequest<GetChildrenResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.GetChildren2;
}
