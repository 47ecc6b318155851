namespace Coordination.Requests;

/// <summary>Answers a <see cref="GetChildrenRequest"/> (<c>zookeeper.jute: GetChildren2Response</c>).</summary>
/// <param name="Children">Names without the parent path, in no particular order.</param>
/// <param name="Stat">The stat of the parent.</param>
public sealed record GetChildrenResponse(IReadOnlyList<string> Children, Stat Stat) : Response;
