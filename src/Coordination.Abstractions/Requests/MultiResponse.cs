namespace Coordination.Requests;

/// <summary>
/// Answers a <see cref="MultiRequest"/> or a <see cref="MultiReadRequest"/> (<c>zookeeper.jute: MultiHeader</c>).
/// </summary>
/// <param name="Results">One per operation, in order. A multi whose operation failed is answered too: see
/// <see cref="OperationResult"/>.</param>
public sealed record MultiResponse(IReadOnlyList<OperationResult> Results) : Response;
