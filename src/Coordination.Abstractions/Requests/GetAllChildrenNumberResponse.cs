namespace Coordination.Requests;

/// <summary>
/// Answers a <see cref="GetAllChildrenNumberRequest"/> (<c>zookeeper.jute: GetAllChildrenNumberResponse</c>).
/// </summary>
/// <param name="TotalNumber">How many descendants there are, the znode itself not counted.</param>
public sealed record GetAllChildrenNumberResponse(int TotalNumber) : Response;
