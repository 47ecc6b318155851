using Coordination.Requests;
using Coordination.Tree.Commands;
using Coordination.Tree.Znodes;

namespace Coordination.Tree.Operations;

/// <summary>
/// Deleting a znode: by request (<c>PrepRequestProcessor</c>, <c>OpCode.delete</c>), with its session, or as its kind
/// has it.
/// </summary>
internal static class Deletion
{
    public static ErrorCode Apply(TreeState tree, in WriteContext context, in DeleteRequest request)
    {
        string path = request.Path.Value;
        if (ReservedPaths.Contains(path))
            return ErrorCode.BadArguments;

        int nameStart = path.LastIndexOf('/') + 1;
        if (tree.Store.Walk(path.AsSpan(0, nameStart - 1), out _) is not { } parent)
            return ErrorCode.NoNode;
        if (!tree.Acls.Allows(parent.AclId, Permissions.Delete, context.Caller))
            return ErrorCode.NoAuth;
        if (tree.Store.FindChild(parent, path.AsSpan(nameStart), out int slot) is not { } znode)
            return ErrorCode.NoNode;
        if (!Versions.Matches(znode.Version, request.Version))
            return ErrorCode.BadVersion;
        if (znode.NumChildren > 0)
            return ErrorCode.NotEmpty;

        Delete(tree, context, slot, request.Path);
        return ErrorCode.Ok;
    }

    /// <summary>Deletes a container that stayed empty since it was nominated.</summary>
    public static ErrorCode Apply(TreeState tree, in WriteContext context, in DeleteIfStillEmptyRequest request)
    {
        if (tree.Store.Find(request.Path, out int slot) is not { } znode)
            return ErrorCode.NoNode;
        if (znode.NumChildren > 0)
            return ErrorCode.NotEmpty;
        if (!Reaping.IsEmptied(znode) || znode.Stat.Cversion != request.Cversion)
            return ErrorCode.BadVersion;

        Delete(tree, context, slot, request.Path);
        return ErrorCode.Ok;
    }

    /// <summary>Deletes a znode whose time to live is over and which was not set since it was nominated.</summary>
    public static ErrorCode Apply(TreeState tree, in WriteContext context, in DeleteIfExpiredRequest request)
    {
        if (tree.Store.Find(request.Path, out int slot) is not { } znode)
            return ErrorCode.NoNode;
        if (znode.NumChildren > 0)
            return ErrorCode.NotEmpty;
        if (!Reaping.IsExpired(znode, context.TimeMs) || znode.Mzxid != request.Mzxid.Value)
            return ErrorCode.BadVersion;

        Delete(tree, context, slot, request.Path);
        return ErrorCode.Ok;
    }

    /// <summary>Deletes all ephemeral znodes of a session, in path order (RAFT.md §6.2).</summary>
    public static void DeleteEphemerals(TreeState tree, in WriteContext context, SessionId session)
    {
        int[] slots = tree.Store.Ephemerals.Of(session.Value);
        ZPath[] paths = [.. slots.Select(tree.Store.PathOf)];
        Array.Sort(paths, slots);
        for (int i = 0; i < slots.Length; i++)
            Delete(tree, context, slots[i], paths[i]);
    }

    private static void Delete(TreeState tree, in WriteContext context, int slot, ZPath path)
    {
        Znode deleted = tree.Store[slot];
        int parentSlot = deleted.ParentSlot;
        tree.Store.Unlink(slot);

        // A delete moves pzxid and leaves the counter of creates alone (DataTree.deleteNode).
        ExtendedZnode parent = ExtendedZnode.From(tree.Store[parentSlot]);
        tree.Store.Replace(parentSlot, parent with
        {
            Pzxid = context.Zxid.Value,
            Children = parent.Children is { Count: > 0 } left ? left : null,
        });
        tree.Quotas.Charge(path.Value, -deleted.DataLength, znodes: -1);
        IReadOnlyList<Acl>? parentAcl = tree.Acls.Restricting(parent.AclId);
        context.Report(WatchEventType.NodeDeleted, path, tree.Acls.Restricting(deleted.AclId), parentAcl);
    }
}
