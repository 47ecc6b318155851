namespace Coordination.Requests;

/// <summary>Replaces a znode's ACL (<c>zookeeper.jute: SetACLRequest</c>).</summary>
/// <param name="Path">The znode.</param>
/// <param name="Acl">The new ACL, whole.</param>
/// <param name="AclVersion">The <see cref="Stat.Aversion"/> the znode must have; -1 for any.</param>
public readonly record struct SetAclRequest(ZPath Path, IReadOnlyList<Acl> Acl, int AclVersion)
    : IRequest<SetAclResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.SetAcl;
}
