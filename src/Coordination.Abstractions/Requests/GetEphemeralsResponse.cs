namespace Coordination.Requests;

/// <summary>Answers a <see cref="GetEphemeralsRequest"/> (<c>zookeeper.jute: GetEphemeralsResponse</c>).</summary>
/// <param name="Ephemerals">Their paths, in no particular order.</param>
public sealed record GetEphemeralsResponse(IReadOnlyList<ZPath> Ephemerals) : Response;
