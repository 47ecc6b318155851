namespace Coordination.Requests;

/// <summary>Answers a <see cref="SetDataRequest"/> (<c>zookeeper.jute: SetDataResponse</c>).</summary>
/// <param name="Stat">The stat after the change.</param>
public sealed record SetDataResponse(Stat Stat) : Response;
