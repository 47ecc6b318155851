namespace Coordination.Requests;

/// <summary>Asks for the connection's identities.</summary>
public readonly record struct WhoAmIRequest() : IReadRequest<WhoAmIResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.WhoAmI;
}
