using Coordination.Requests;
using Coordination.Tree.Quotas;
using Coordination.Tree.Security;
using Coordination.Tree.Znodes;

namespace Coordination.Tree.Operations;

/// <summary>
/// Creating a znode; the order of the checks is that of <c>PrepRequestProcessor.pRequest2TxnCreate</c>.
/// </summary>
internal static class Creation
{
    // Five bytes of the owner's eight (EphemeralType.TTL): about 34 years.
    private const long LongestTimeToLiveMs = 0xff_ffff_ffff;

    public static ErrorCode Apply(
        TreeState tree, in WriteContext context, in CreateRequest request, out CreateResponse? answer)
    {
        answer = null;
        if (!HasValidArguments(request))
            return ErrorCode.BadArguments;
        if (request.Mode.IsEphemeral() && context.Session == SessionId.None)
            return ErrorCode.SessionExpired;
        if (!AclRules.TryResolve(request.Acl, context.Caller, out IReadOnlyList<Acl> acl))
            return ErrorCode.InvalidAcl;

        string path = request.Path.Value;
        int nameStart = path.LastIndexOf('/') + 1;
        if (tree.Store.Walk(path.AsSpan(0, nameStart - 1), out int parentSlot) is not { } parent)
            return ErrorCode.NoNode;
        if (!tree.Acls.Allows(parent.AclId, Permissions.Create, context.Caller))
            return ErrorCode.NoAuth;

        if (request.Mode.IsSequential())
            path = Versions.Sequential(path, parent.Creates);
        ReadOnlySpan<char> name = path.AsSpan(nameStart);
        ulong pathHash = PathHash.Child(parent.PathHash, name);
        // The root is created already, under a name that no child has.
        if (name.IsEmpty || tree.Store.FindChild(parent, pathHash, name, out _) is not null)
            return ErrorCode.NodeExists;
        if (parent.Kind == ZnodeKind.Ephemeral)
            return ErrorCode.NoChildrenForEphemerals;
        if (!QuotaKeeper.IsAcceptable(path, request.Data.Span))
            return ErrorCode.BadArguments;
        if (!tree.Quotas.Admits(context.Zxid, path, request.Data.Length, znodes: 1))
            return ErrorCode.QuotaExceeded;

        var birth = new ZnodeBirth(pathHash, parentSlot, tree.Acls.Intern(acl), context.Zxid.Value, context.TimeMs);
        Znode znode = Make(request, name, birth, context.Session);
        tree.Store.Replace(parentSlot, WithOneChildMore(parent, context.Zxid));
        tree.Quotas.Created(path, tree.Store.Link(znode));

        ZPath created = request.Mode.IsSequential() ? ZPath.Trusted(path) : request.Path;
        IReadOnlyList<Acl>? parentAcl = tree.Acls.Restricting(parent.AclId);
        context.Report(WatchEventType.NodeCreated, created, tree.Acls.Restricting(znode.AclId), parentAcl);
        answer = new CreateResponse(created, znode.Stat);
        return ErrorCode.Ok;
    }

    private static bool HasValidArguments(in CreateRequest request)
    {
        if (request.Mode is < CreateMode.Persistent or > CreateMode.PersistentSequentialWithTtl)
            return false;
        if (request.Path.IsPrefixOnly && !request.Mode.IsSequential())
            return false;
        return request.Mode.HasTimeToLive()
            ? request.TimeToLiveMs is > 0 and <= LongestTimeToLiveMs
            : request.TimeToLiveMs == 0;
    }

    private static ExtendedZnode WithOneChildMore(Znode parent, Zxid zxid)
    {
        ExtendedZnode extended = ExtendedZnode.From(parent);
        return extended with
        {
            Creates = unchecked(extended.Creates + 1),
            Pzxid = zxid.Value,
            Children = extended.Children ?? new ChildTable(),
        };
    }

    private static Znode Make(in CreateRequest request, ReadOnlySpan<char> name, in ZnodeBirth birth, SessionId session)
    {
        ReadOnlySpan<byte> data = request.Data.Span;
        return request.Mode switch
        {
            CreateMode.Ephemeral or CreateMode.EphemeralSequential =>
                new ExtendedZnode(name, data, birth) { Kind = ZnodeKind.Ephemeral, Owner = session.Value },
            CreateMode.Container =>
                new ExtendedZnode(name, data, birth) { Kind = ZnodeKind.Container },
            CreateMode.PersistentWithTtl or CreateMode.PersistentSequentialWithTtl =>
                new ExtendedZnode(name, data, birth) { Kind = ZnodeKind.Ttl, Owner = request.TimeToLiveMs },
            _ => new Znode(name, data, birth),
        };
    }
}
