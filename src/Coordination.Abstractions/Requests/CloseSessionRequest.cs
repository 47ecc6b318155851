namespace Coordination.Requests;

/// <summary>Ends the session; its ephemeral znodes are deleted in the same change.</summary>
public readonly record struct CloseSessionRequest() : IRequest<EmptyResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.CloseSession;
}
