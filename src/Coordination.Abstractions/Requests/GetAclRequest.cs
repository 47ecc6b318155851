namespace Coordination.Requests;

/// <summary>Reads a znode's ACL (<c>zookeeper.jute: GetACLRequest</c>).</summary>
/// <param name="Path">The znode.</param>
public readonly record struct GetAclRequest(ZPath Path) : IReadRequest<GetAclResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.GetAcl;
}
