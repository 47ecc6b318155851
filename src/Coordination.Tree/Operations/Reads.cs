using Coordination.Requests;
using Coordination.Tree.Security;
using Coordination.Tree.Znodes;

namespace Coordination.Tree.Operations;

/// <summary>
/// The operations that change nothing (<c>FinalRequestProcessor</c>): a znode that is not there comes before one that
/// may not be read.
/// </summary>
internal static class Reads
{
    /// <summary>Needs READ where the znode is there, as from 3.8.4 on (ZOOKEEPER-2590).</summary>
    public static ErrorCode Exists(
        TreeState tree, Identities caller, in ExistsRequest request, out ExistsResponse? answer)
    {
        ErrorCode code = Find(tree, caller, request.Path, Permissions.Read, out Znode? znode);
        answer = znode is null ? null : new ExistsResponse(znode.Stat);
        return code;
    }

    public static ErrorCode GetData(
        TreeState tree, Identities caller, in GetDataRequest request, out GetDataResponse? answer)
    {
        ErrorCode code = Find(tree, caller, request.Path, Permissions.Read, out Znode? znode);
        answer = znode is null ? null : new GetDataResponse(znode.Data, znode.Stat);
        return code;
    }

    public static ErrorCode GetChildren(
        TreeState tree, Identities caller, in GetChildrenRequest request, out GetChildrenResponse? answer)
    {
        ErrorCode code = Find(tree, caller, request.Path, Permissions.Read, out Znode? znode);
        answer = znode is null ? null : new GetChildrenResponse(tree.Store.NamesOfChildren(znode), znode.Stat);
        return code;
    }

    /// <summary>Who may not set the ACL sees no digest's secret.</summary>
    public static ErrorCode GetAcl(
        TreeState tree, Identities caller, in GetAclRequest request, out GetAclResponse? answer)
    {
        answer = null;
        ErrorCode code = Find(tree, caller, request.Path, Permissions.Read | Permissions.Admin, out Znode? znode);
        if (znode is null)
            return code;

        IReadOnlyList<Acl> acl = tree.Acls[znode.AclId];
        bool mayAdminister = tree.Acls.Allows(znode.AclId, Permissions.Admin, caller);
        answer = new GetAclResponse(mayAdminister ? acl : AclRules.Masked(acl), znode.Stat);
        return ErrorCode.Ok;
    }

    public static ErrorCode CountAll(
        TreeState tree, Identities caller, in GetAllChildrenNumberRequest request,
        out GetAllChildrenNumberResponse? answer)
    {
        ErrorCode code = Find(tree, caller, request.Path, Permissions.Read, out Znode? znode);
        answer = znode is null ? null : new GetAllChildrenNumberResponse(tree.Store.CountBelow(znode));
        return code;
    }

    /// <summary>
    /// The session's own, in path order; the prefix is text, as ZooKeeper has it: <c>/a</c> covers <c>/ab</c>.
    /// </summary>
    public static ErrorCode GetEphemerals(
        TreeState tree, SessionId session, in GetEphemeralsRequest request, out GetEphemeralsResponse answer)
    {
        string prefix = request.Prefix.Value;
        var paths = new List<ZPath>();
        foreach (int slot in tree.Store.Ephemerals.Of(session.Value))
        {
            ZPath path = tree.Store.PathOf(slot);
            if (path.Value.StartsWith(prefix, StringComparison.Ordinal))
                paths.Add(path);
        }

        paths.Sort();
        answer = new GetEphemeralsResponse(paths);
        return ErrorCode.Ok;
    }

    public static ErrorCode MultiRead(
        TreeState tree, Identities caller, in MultiReadRequest request, out MultiResponse answer)
    {
        IReadOnlyList<IRequest> operations = request.Operations ?? [];
        var results = new OperationResult[operations.Count];
        for (int i = 0; i < results.Length; i++)
        {
            ErrorCode code = ReadOne(tree, caller, operations[i], out Response? body);
            results[i] = new OperationResult(operations[i]?.OpCode ?? OpCode.Error, code, body);
        }

        answer = new MultiResponse(results);
        return ErrorCode.Ok;
    }

    private static ErrorCode ReadOne(TreeState tree, Identities caller, IRequest operation, out Response? body)
    {
        ErrorCode code;
        switch (operation)
        {
            case GetDataRequest get:
                code = GetData(tree, caller, get, out GetDataResponse? data);
                body = data;
                return code;
            case GetChildrenRequest list:
                code = GetChildren(tree, caller, list, out GetChildrenResponse? children);
                body = children;
                return code;
            default:
                body = null;
                return ErrorCode.BadArguments;
        }
    }

    // The znode is null where the code is not Ok.
    private static ErrorCode Find(TreeState tree, Identities caller, ZPath path, Permissions wanted, out Znode? znode)
    {
        znode = tree.Store.Find(path, out _);
        if (znode is null)
            return ErrorCode.NoNode;
        if (tree.Acls.Allows(znode.AclId, wanted, caller))
            return ErrorCode.Ok;

        znode = null;
        return ErrorCode.NoAuth;
    }
}
