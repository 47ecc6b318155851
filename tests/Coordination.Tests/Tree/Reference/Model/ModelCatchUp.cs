using Coordination.Requests;
using Coordination.Tree.Commands;
using Coordination.Tree.Security;

namespace Coordination.Tests.Tree.Reference.Model;

/// <summary>
/// What a client is told that comes back with its watches, and which of them are armed, from the programmer's guide
/// (<em>Things to Remember about Watches</em>) and <c>zookeeper.jute: SetWatches2</c>: one that fires once is told
/// where what it watches is no longer as it was seen; ours replays to those that stay what they missed.
/// </summary>
internal sealed class ModelCatchUp(ModelTree tree, ModelWatches watches, int slot, Identities caller)
{
    private readonly List<(WatchEventType Type, string Path, Zxid Zxid)> _missed = [];

    /// <summary>In the order in which it is told.</summary>
    public IEnumerable<(WatchEventType Type, string Path)> Run(SetWatchesRequest request, IEnumerable<Change> history)
    {
        if (tree.Rules.CatchUpReplays)
            Replay(request, history.Where(change => change.Zxid > request.RelativeZxid));
        foreach (ZPath path in request.DataWatches)
        {
            if (!TellChange(path, request.RelativeZxid, WatchEventType.NodeDataChanged, stat => stat.Mzxid))
                watches.Arm(slot, new GetDataRequest(path));
        }

        foreach (ZPath path in request.ExistWatches)
        {
            if (!TellCreated(path))
                watches.Arm(slot, new ExistsRequest(path));
        }

        foreach (ZPath path in request.ChildWatches)
        {
            if (!TellChange(path, request.RelativeZxid, WatchEventType.NodeChildrenChanged, stat => stat.Pzxid))
                watches.Arm(slot, new GetChildrenRequest(path));
        }

        ArmLasting(watches, request);
        IEnumerable<(WatchEventType Type, string Path, Zxid Zxid)> told = tree.Rules.CatchUpReplays
            ? _missed.Distinct().OrderBy(missed => missed.Zxid.Value)
            : _missed;
        return told.Select(missed => (missed.Type, missed.Path));
    }

    private void Replay(SetWatchesRequest request, IEnumerable<Change> missed)
    {
        var alone = new ModelWatches(tree.Rules);
        ArmLasting(alone, request);
        foreach (Change change in missed)
        {
            var told = alone.Trigger(change).Where(each => MayRead(each.Acl));
            _missed.AddRange(told.Select(each => (each.Type, each.Path, change.Zxid)));
        }
    }

    private void ArmLasting(ModelWatches into, SetWatchesRequest request)
    {
        foreach (ZPath path in request.PersistentWatches)
            into.Arm(slot, new AddWatchRequest(path, AddWatchMode.Persistent));
        foreach (ZPath path in request.PersistentRecursiveWatches)
            into.Arm(slot, new AddWatchRequest(path, AddWatchMode.PersistentRecursive));
    }

    private bool TellChange(ZPath path, Zxid seen, WatchEventType type, Func<Stat, Zxid> changed)
    {
        if (tree.State.Find(path.Value) is not { } znode)
            return Tell(WatchEventType.NodeDeleted, path, tree.LastZxid);
        Zxid zxid = changed(tree.State.StatOf(path.Value));
        return MayLearnOf(znode) && zxid > seen && Tell(type, path, zxid);
    }

    private bool TellCreated(ZPath path) =>
        tree.State.Find(path.Value) is { } znode && MayLearnOf(znode)
        && Tell(WatchEventType.NodeCreated, path, znode.Czxid);

    private bool Tell(WatchEventType type, ZPath path, Zxid zxid)
    {
        _missed.Add((type, path.Value, zxid));
        return true;
    }

    private bool MayLearnOf(ModelZnode znode) => !tree.Rules.CatchUpNeedsRead || MayRead(znode.Acl);

    private bool MayRead(IReadOnlyList<Acl>? acl) => acl is null || ModelAcls.Allows(acl, Permissions.Read, caller);
}
