namespace Coordination.Requests;

/// <summary>
/// Asks for a znode's stat; answers <see cref="ErrorCode.NoNode"/> where there is none (<c>zookeeper.jute:
/// ExistsRequest</c>).
/// </summary>
/// <param name="Path">The znode.</param>
/// <param name="Watch">Whether to be told, once, when the answer stops being true.</param>
public readonly record struct ExistsRequest(ZPath Path, bool Watch = false) : IReadRequest<ExistsResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.Exists;
}
