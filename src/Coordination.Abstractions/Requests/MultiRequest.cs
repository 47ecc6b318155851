namespace Coordination.Requests;

/// <summary>Several writes that happen all or not at all (<c>zookeeper.jute: MultiHeader</c>).</summary>
/// <param name="Operations">Of <see cref="CreateRequest"/>, <see cref="DeleteRequest"/>, <see cref="SetDataRequest"/>
/// and <see cref="CheckVersionRequest"/>.</param>
public readonly record struct MultiRequest(IReadOnlyList<IRequest> Operations) : IRequest<MultiResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.Multi;
}
