using Coordination.Requests;
using Coordination.Tree.Security;
using Coordination.Tree.Znodes;

namespace Coordination.Tree.Operations;

/// <summary>
/// Setting a znode's ACL (<c>PrepRequestProcessor</c>, <c>OpCode.setACL</c>): nobody is told, and neither mzxid nor
/// version changes.
/// </summary>
internal static class AclUpdate
{
    public static ErrorCode Apply(
        TreeState tree, in WriteContext context, in SetAclRequest request, out SetAclResponse? answer)
    {
        answer = null;
        if (!AclRules.TryResolve(request.Acl, context.Caller, out IReadOnlyList<Acl> acl))
            return ErrorCode.InvalidAcl;
        if (tree.Store.Find(request.Path, out int slot) is not { } znode)
            return ErrorCode.NoNode;
        if (!tree.Acls.Allows(znode.AclId, Permissions.Admin, context.Caller))
            return ErrorCode.NoAuth;
        if (!Versions.Matches(znode.Aversion, request.AclVersion))
            return ErrorCode.BadVersion;

        Znode next =
            ExtendedZnode.From(znode) with { AclId = tree.Acls.Intern(acl), Aversion = Versions.Next(znode.Aversion) };
        tree.Store.Replace(slot, next);
        answer = new SetAclResponse(next.Stat);
        return ErrorCode.Ok;
    }
}
