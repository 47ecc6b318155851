namespace Coordination.Requests;

/// <summary>Replaces a znode's data (<c>zookeeper.jute: SetDataRequest</c>).</summary>
/// <param name="Path">The znode.</param>
/// <param name="Data">The new data, whole.</param>
/// <param name="Version">The version the znode must have; -1 for any.</param>
public readonly record struct SetDataRequest(ZPath Path, ReadOnlyMemory<byte> Data, int Version)
    : IRequest<SetDataResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.SetData;
}
