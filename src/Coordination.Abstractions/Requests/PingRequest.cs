namespace Coordination.Requests;

/// <summary>A sign of life.</summary>
public readonly record struct PingRequest() : IRequest<EmptyResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.Ping;
}
