using Coordination.Ensemble.Connections;
using Coordination.Internal;
using Coordination.Requests;
using Coordination.Tree.Watches;

namespace Coordination.Ensemble.Watches;

/// <summary>
/// Arms the watches of a client that comes back, and tells it what they missed. Those that fire once compare what is
/// with the last zxid that the client has seen (<c>DataTree.setWatches</c>): their events stand for changes not seen
/// one by one. Those that stay are given every change of the change log, in order (RAFT.md §6.6), where Apache gives
/// them nothing.
/// </summary>
internal sealed class WatchCatchUp(EnsembleConnection connection, Zxid seen)
{
    private readonly ServingState _state = connection.State;
    private readonly List<WatchEvent> _missed = [];

    /// <summary>Arms all, or nothing where that would be too many; answers whether everything was replayed.</summary>
    public static ErrorCode TryRun(EnsembleConnection connection, in SetWatchesRequest request, out Response? body)
    {
        body = null;
        ServingState state = connection.State;
        if (!state.Rules.Allows(request))
            return ErrorCode.BadArguments;
        long asked = (long)request.DataWatches.Count + request.ExistWatches.Count + request.ChildWatches.Count
            + request.PersistentWatches.Count + request.PersistentRecursiveWatches.Count;
        if (state.Watches.Count + asked > state.Options.Limits.Watches)
            return ErrorCode.ThrottledOp;

        body = new SetWatchesResponse(new WatchCatchUp(connection, request.RelativeZxid).Run(request));
        return ErrorCode.Ok;
    }

    private bool Run(in SetWatchesRequest request)
    {
        // The replay comes first: where it has the very event that a one-shot watch would make, that one is not said
        // to stand for several.
        bool isComplete = Replay(request);
        foreach (ZPath path in request.DataWatches)
            CatchUpData(path);
        foreach (ZPath path in request.ExistWatches)
            CatchUpExist(path);
        foreach (ZPath path in request.ChildWatches)
            CatchUpChild(path);

        Arm(request.PersistentWatches, WatchKinds.Persistent);
        Arm(request.PersistentRecursiveWatches, WatchKinds.Recursive);
        Tell();
        return isComplete;
    }

    /// <summary>
    /// Runs the changes that were missed through a table of this client's watches alone: so a replay tells what would
    /// have been told.
    /// </summary>
    private bool Replay(in SetWatchesRequest request)
    {
        if (request.PersistentWatches.Count == 0 && request.PersistentRecursiveWatches.Count == 0)
            return true;
        if (!_state.Changes.TryReplay(seen, out int first))
            return false;

        var table = new WatchTable<ReplayWatcher>();
        var watcher = new ReplayWatcher();
        foreach (ZPath path in request.PersistentWatches)
            table.Arm(watcher, path, WatchKinds.Persistent);
        foreach (ZPath path in request.PersistentRecursiveWatches)
            table.Arm(watcher, path, WatchKinds.Recursive);
        var replay = new ReplayReceiver(connection.Caller, _missed);
        int end = _state.Changes.Count - (PlantedBugs.IsOn(PlantedBugs.ReplaySkipsLastChange) ? 1 : 0);
        for (int i = first; i < end; i++)
            table.Trigger(_state.Changes[i], ref replay);
        return true;
    }

    private void CatchUpData(ZPath path)
    {
        if (!TryFind(path, out Stat stat, out bool isGone))
            Arm(path, WatchKinds.Data);
        else if (isGone)
            Miss(WatchEventType.NodeDeleted, path, _state.Tree.LastZxid);
        else if (stat.Mzxid > seen)
            Miss(WatchEventType.NodeDataChanged, path, stat.Mzxid); // Deleted and created again, it has changed.
        else
            Arm(path, WatchKinds.Data);
    }

    private void CatchUpExist(ZPath path)
    {
        if (TryFind(path, out Stat stat, out bool isGone) && !isGone)
            Miss(WatchEventType.NodeCreated, path, stat.Czxid);
        else
            Arm(path, WatchKinds.Data);
    }

    private void CatchUpChild(ZPath path)
    {
        if (!TryFind(path, out Stat stat, out bool isGone))
            Arm(path, WatchKinds.Child);
        else if (isGone)
            Miss(WatchEventType.NodeDeleted, path, _state.Tree.LastZxid);
        else if (stat.Pzxid > seen)
            Miss(WatchEventType.NodeChildrenChanged, path, stat.Pzxid);
        else
            Arm(path, WatchKinds.Child);
    }

    /// <summary>
    /// Whether the client may know how the znode stands; where it may not, its watch is armed and never tells it
    /// anything either.
    /// </summary>
    private bool TryFind(ZPath path, out Stat stat, out bool isGone)
    {
        if (PlantedBugs.IsOn(PlantedBugs.CatchUpDoesNotLook))
        {
            (stat, isGone) = (default, false);
            return false;
        }

        ErrorCode code = _state.Tree.Read<ExistsRequest, ExistsResponse>(
            SessionId.None, connection.Caller, new ExistsRequest(path), out ExistsResponse? found);
        stat = found?.Stat ?? default;
        isGone = code == ErrorCode.NoNode;
        return isGone || code == ErrorCode.Ok;
    }

    private void Miss(WatchEventType type, ZPath path, Zxid zxid) =>
        _missed.Add(new WatchEvent(type, path, zxid, Coalesced: true));

    private void Arm(ZPath path, WatchKinds kind) => _state.Watches.Arm(connection, path, kind);

    private void Arm(IReadOnlyList<ZPath> paths, WatchKinds kind)
    {
        foreach (ZPath path in paths)
            Arm(path, kind);
    }

    /// <summary>In the order of the changes; one event once, however many of the watches it is for.</summary>
    private void Tell()
    {
        var told = new HashSet<(WatchEventType, ZPath, Zxid?)>();
        foreach (WatchEvent change in _missed.OrderBy(change => change.Zxid?.Value))
        {
            if (told.Add((change.Type, change.Path, change.Zxid)))
                _state.Enqueue(connection, new OutboundItem(change));
        }
    }
}
