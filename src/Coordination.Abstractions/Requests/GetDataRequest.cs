namespace Coordination.Requests;

/// <summary>Reads a znode (<c>zookeeper.jute: GetDataRequest</c>).</summary>
/// <param name="Path">The znode.</param>
/// <param name="Watch">Whether to be told, once, when the answer stops being true.</param>
public readonly record struct GetDataRequest(ZPath Path, bool Watch = false) : IReadRequest<GetDataResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.GetData;
}
