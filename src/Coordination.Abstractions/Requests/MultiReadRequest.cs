namespace Coordination.Requests;

/// <summary>Several reads in one request; each succeeds or fails by itself.</summary>
/// <param name="Operations">Of <see cref="GetDataRequest"/> and <see cref="GetChildrenRequest"/>, without
/// watches.</param>
public readonly record struct MultiReadRequest(IReadOnlyList<IRequest> Operations) : IReadRequest<MultiResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.MultiRead;
}
