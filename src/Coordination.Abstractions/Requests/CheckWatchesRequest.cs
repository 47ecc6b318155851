namespace Coordination.Requests;

/// <summary>
/// Asks whether this connection has a watch; answers <see cref="ErrorCode.NoWatcher"/> where it has none
/// (<c>zookeeper.jute: CheckWatchesRequest</c>).
/// </summary>
/// <param name="Path">The znode.</param>
/// <param name="Type">Of which kind.</param>
public readonly record struct CheckWatchesRequest(ZPath Path, WatcherType Type) : IReadRequest<EmptyResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.CheckWatches;
}
