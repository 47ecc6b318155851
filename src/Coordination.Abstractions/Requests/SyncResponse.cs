namespace Coordination.Requests;

/// <summary>Answers a <see cref="SyncRequest"/> (<c>zookeeper.jute: SyncResponse</c>).</summary>
/// <param name="Path">The path asked for.</param>
public sealed record SyncResponse(ZPath Path) : Response;
