namespace Coordination.Requests;

/// <summary>
/// Checks a znode's version within a multi; an error outside of one (<c>zookeeper.jute: CheckVersionRequest</c>).
/// </summary>
/// <param name="Path">The znode.</param>
/// <param name="Version">The version the znode must have; -1 for any.</param>
public readonly record struct CheckVersionRequest(ZPath Path, int Version) : IRequest<EmptyResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.Check;
}
