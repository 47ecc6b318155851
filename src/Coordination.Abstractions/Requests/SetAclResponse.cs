namespace Coordination.Requests;

/// <summary>Answers a <see cref="SetAclRequest"/> (<c>zookeeper.jute: SetACLResponse</c>).</summary>
/// <param name="Stat">The stat after the change.</param>
public sealed record SetAclResponse(Stat Stat) : Response;
