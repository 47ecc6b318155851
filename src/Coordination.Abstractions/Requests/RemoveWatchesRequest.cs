namespace Coordination.Requests;

/// <summary>
/// Removes this connection's watches; answers <see cref="ErrorCode.NoWatcher"/> where it has none (<c>zookeeper.jute:
/// RemoveWatchesRequest</c>).
/// </summary>
/// <param name="Path">The znode.</param>
/// <param name="Type">Of which kind.</param>
public readonly record struct RemoveWatchesRequest(ZPath Path, WatcherType Type) : IRequest<EmptyResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.RemoveWatches;
}
