namespace Coordination.Requests;

/// <summary>Answers an <see cref="ExistsRequest"/> (<c>zookeeper.jute: ExistsResponse</c>).</summary>
/// <param name="Stat">The stat of the znode.</param>
public sealed record ExistsResponse(Stat Stat) : Response;
