using Coordination.Requests;

namespace Coordination.Tree.Operations;

/// <summary>Checking a version within a multi (<c>PrepRequestProcessor</c>, <c>OpCode.check</c>).</summary>
internal static class VersionCheck
{
    public static ErrorCode Apply(TreeState tree, in WriteContext context, in CheckVersionRequest request)
    {
        if (tree.Store.Find(request.Path, out _) is not { } znode)
            return ErrorCode.NoNode;
        if (!tree.Acls.Allows(znode.AclId, Permissions.Read, context.Caller))
            return ErrorCode.NoAuth;
        return Versions.Matches(znode.Version, request.Version) ? ErrorCode.Ok : ErrorCode.BadVersion;
    }
}
