namespace Coordination.Requests;

/// <summary>
/// Waits until the serving replica has seen all that was committed before (<c>zookeeper.jute: SyncRequest</c>). A read
/// behind it on the same session is linearizable.
/// </summary>
/// <param name="Path">The znode.</param>
public readonly record struct SyncRequest(ZPath Path) : IRequest<SyncResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.Sync;
}
