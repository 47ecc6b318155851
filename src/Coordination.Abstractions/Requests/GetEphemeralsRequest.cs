namespace Coordination.Requests;

/// <summary>Lists the session's own ephemeral znodes (<c>zookeeper.jute: GetEphemeralsRequest</c>).</summary>
/// <param name="Prefix">Only those whose path begins with this text.</param>
public readonly record struct GetEphemeralsRequest(ZPath Prefix) : IReadRequest<GetEphemeralsResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.GetEphemerals;
}
