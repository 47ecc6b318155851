namespace Coordination.Requests;

/// <summary>Answers a <see cref="CreateRequest"/> (<c>zookeeper.jute: Create2Response</c>).</summary>
/// <param name="Path">The path it got, with its number where sequential.</param>
/// <param name="Stat">Its stat as created.</param>
public sealed record CreateResponse(ZPath Path, Stat Stat) : Response;
