using Coordination.Requests;
using Coordination.Tree.Quotas;
using Coordination.Tree.Znodes;

namespace Coordination.Tree.Operations;

/// <summary>Setting a znode's data (<c>PrepRequestProcessor</c>, <c>OpCode.setData</c>).</summary>
internal static class DataUpdate
{
    public static ErrorCode Apply(
        TreeState tree, in WriteContext context, in SetDataRequest request, out SetDataResponse? answer)
    {
        answer = null;
        if (tree.Store.Find(request.Path, out int slot) is not { } znode)
            return ErrorCode.NoNode;
        if (!tree.Acls.Allows(znode.AclId, Permissions.Write, context.Caller))
            return ErrorCode.NoAuth;
        if (!QuotaKeeper.IsAcceptable(request.Path.Value, request.Data.Span))
            return ErrorCode.BadArguments;
        int growth = request.Data.Length - znode.DataLength;
        if (!tree.Quotas.Admits(context.Zxid, request.Path.Value, growth, znodes: 0))
            return ErrorCode.QuotaExceeded;
        if (!Versions.Matches(znode.Version, request.Version))
            return ErrorCode.BadVersion;

        Znode next =
            znode.WithData(request.Data.Span, Versions.Next(znode.Version), context.Zxid.Value, context.TimeMs);
        tree.Store.Replace(slot, next);
        tree.Quotas.Charge(request.Path.Value, growth, znodes: 0);
        context.Report(
            WatchEventType.NodeDataChanged, request.Path, tree.Acls.Restricting(next.AclId), parentAcl: null);
        answer = new SetDataResponse(next.Stat);
        return ErrorCode.Ok;
    }
}
