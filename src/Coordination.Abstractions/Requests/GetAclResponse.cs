namespace Coordination.Requests;

/// <summary>Answers a <see cref="GetAclRequest"/> (<c>zookeeper.jute: GetACLResponse</c>).</summary>
/// <param name="Acl">The ACL; digests are masked for callers without <see cref="Permissions.Admin"/>.</param>
/// <param name="Stat">The stat of the znode.</param>
public sealed record GetAclResponse(IReadOnlyList<Acl> Acl, Stat Stat) : Response;
