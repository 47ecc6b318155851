using Coordination.Requests;
using Coordination.Tree.Znodes;

namespace Coordination.Tree.Operations;

/// <summary>Setting a znode's data (<c>PrepRequestProcessor</c>, <c>OpCode.setData</c>).</summary>
internal static class DataUpdate
{
    public static ErrorCode Apply(TreeState tree, in WriteContext context, in SetDataRequest request, out SetDataResponse? answer)
    {
        answer = null;
        if (tree.Store.Find(request.Path.Value, out int slot) is not { } znode)
            return ErrorCode.NoNode;
        if (!tree.Acls.Allows(znode.AclId, Permissions.Write, context.Caller))
            return ErrorCode.NoAuth;
        if (!Versions.Matches(znode.Version, request.Version))
            return ErrorCode.BadVersion;

        Znode next = znode.WithData(request.Data.Span, Versions.Next(znode.Version), context.Zxid.Value, context.TimeMs);
        tree.Store.Replace(slot, next);
        context.Report(WatchEventType.NodeDataChanged, request.Path, tree.Acls.Restricting(next.AclId), parentAcl: null);
        answer = new SetDataResponse(next.Stat);
        return ErrorCode.Ok;
    }
}
