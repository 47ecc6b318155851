using System.Numerics;
using Coordination.Internal;
using Coordination.Tree.Commands;

namespace Coordination.Tree.Watches;

/// <summary>
/// Who watches what, and what a change fires (<c>WatchManager.java</c>, <c>DataTree.java</c>). One per serving
/// process; neither replicated nor in a snapshot.
/// </summary>
/// <remarks>
/// A change fires up to two events: its own at its path (<em>data</em> watches of ZooKeeper, with the recursive ones
/// of all ancestors; a deletion also the <em>child</em> watches there), then <see
/// cref="WatchEventType.NodeChildrenChanged"/> at the parent. A watcher gets each event once, however many of its
/// watches match. Where ZooKeeper has two tables, here each watch has a set of kinds: so a deletion needs no list of
/// those told already.
/// </remarks>
public sealed class WatchTable<TWatcher>
    where TWatcher : Watcher<TWatcher>
{
    private readonly Dictionary<string, WatchedPath<TWatcher>> _paths = [];
    private readonly Dictionary<string, WatchedPath<TWatcher>>.AlternateLookup<ReadOnlySpan<char>> _pathsBySpan;
    private int _recursiveCount;
    private long _firings;
    private int _arms;

    /// <summary>Makes an empty table.</summary>
    public WatchTable() => _pathsBySpan = _paths.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many watches are armed: one per watcher, path and kind.</summary>
    public int Count { get; private set; }

    /// <summary>How many paths are watched.</summary>
    public int PathCount => _paths.Count;

    /// <summary>How many watchers have a watch at all.</summary>
    public int WatcherCount { get; private set; }

    /// <summary>
    /// Every watched path with its watchers, in no particular order (the four-letter word <c>wchp</c>).
    /// </summary>
    public IEnumerable<(ZPath Path, IEnumerable<TWatcher> Watchers)> ByPath =>
        _paths.Values.Select(path => (path.Path, path.Watches.ToArray().Select(watch => watch.Watcher)));

    /// <summary>Which kinds a watcher has armed on a path.</summary>
    public WatchKinds Armed(TWatcher watcher, ZPath path) =>
        _paths.TryGetValue(path.Value, out WatchedPath<TWatcher>? watched) && watcher.Find(watched) is { } watch
            ? watch.Kinds
            : WatchKinds.None;

    /// <summary>Arms watches; those that are armed already stay.</summary>
    public void Arm(TWatcher watcher, ZPath path, WatchKinds kinds)
    {
        if (kinds == WatchKinds.None)
            return;
        if (PlantedBugs.IsOn(PlantedBugs.LosesOneWatchInFifty) && ++_arms % 50 == 0)
            return;
        if (!_paths.TryGetValue(path.Value, out WatchedPath<TWatcher>? watched))
            _paths.Add(path.Value, watched = new WatchedPath<TWatcher>(path));
        if (watcher.Find(watched) is not { } watch)
        {
            watch = new Watch<TWatcher>(watcher, watched);
            watched.Add(watch);
            watcher.Add(watch);
            if (watcher.WatchedPathCount == 1)
                WatcherCount++;
        }

        WatchKinds added = kinds & ~watch.Kinds;
        watch.Kinds |= added;
        Count += BitOperations.PopCount((uint)added);
        if (added.HasFlag(WatchKinds.Recursive))
            CountRecursive(watched, 1);
    }

    /// <summary>Removes watches of a watcher on a path.</summary>
    /// <returns>Those that had been armed.</returns>
    public WatchKinds Disarm(TWatcher watcher, ZPath path, WatchKinds kinds)
    {
        if (!_paths.TryGetValue(path.Value, out WatchedPath<TWatcher>? watched)
            || watcher.Find(watched) is not { } watch)
        {
            return WatchKinds.None;
        }

        WatchKinds removed = watch.Kinds & kinds;
        Take(watch, removed);
        if (watch.Kinds == WatchKinds.None)
        {
            watched.Remove(watch);
            ForgetIfUnwatched(watched);
        }

        return removed;
    }

    /// <summary>Removes all watches of a watcher, in time of their number.</summary>
    public void DisarmAll(TWatcher watcher)
    {
        if (watcher.WatchedPathCount == 0)
            return;
        foreach (Watch<TWatcher> watch in watcher.OwnWatches)
        {
            Count -= BitOperations.PopCount((uint)watch.Kinds);
            if (watch.Kinds.HasFlag(WatchKinds.Recursive))
                CountRecursive(watch.Path, -1);
            watch.Path.Remove(watch);
            ForgetIfUnwatched(watch.Path);
        }

        watcher.Forget();
        WatcherCount--;
    }

    /// <summary>Fires what a change fires, and disarms what fires once.</summary>
    public void Trigger<TReceiver>(in Change change, ref TReceiver receiver)
        where TReceiver : IWatchReceiver<TWatcher>
    {
        if (_paths.Count == 0)
            return;

        long firing = ++_firings;
        WatchEvent? made = null;
        if (_paths.TryGetValue(change.Path.Value, out WatchedPath<TWatcher>? watched))
        {
            // A child watch is over with its znode: told that it was deleted, not that its children changed
            // (DataTree.deleteNode).
            WatchKinds once = change.Type == WatchEventType.NodeDeleted ? WatchKinds.OneShot : WatchKinds.Data;
            made = new WatchEvent(change.Type, watched.Path, change.Zxid);
            Fire(watched, made, firing, once, WatchKinds.Persistent | WatchKinds.Recursive, change.Acl, ref receiver);
        }

        bool skips = PlantedBugs.IsOn(PlantedBugs.RecursiveWatchSkipsDeletions)
            && change.Type == WatchEventType.NodeDeleted;
        if (_recursiveCount > 0 && !skips)
            FireAncestors(change, firing, made, ref receiver);

        if (change.Type == WatchEventType.NodeDataChanged || change.Path.IsRoot)
            return;
        if (_pathsBySpan.TryGetValue(ParentOf(change.Path.Value), out WatchedPath<TWatcher>? parent))
        {
            var children = new WatchEvent(WatchEventType.NodeChildrenChanged, parent.Path, change.Zxid);
            Fire(parent, children, ++_firings, WatchKinds.Child, WatchKinds.Persistent, change.ParentAcl, ref receiver);
        }
    }

    private static ReadOnlySpan<char> ParentOf(ReadOnlySpan<char> path) =>
        path[..Math.Max(1, path.LastIndexOf('/'))]; // The root keeps its slash.

    private void Fire<TReceiver>(
        WatchedPath<TWatcher> watched,
        WatchEvent change,
        long firing,
        WatchKinds once,
        WatchKinds lasting,
        IReadOnlyList<Acl>? acl,
        ref TReceiver receiver)
        where TReceiver : IWatchReceiver<TWatcher>
    {
        bool disarmed = false;
        foreach (Watch<TWatcher> watch in watched.Watches)
        {
            if ((watch.Kinds & (once | lasting)) == WatchKinds.None)
                continue;
            watch.Watcher.LastFiring = firing;
            receiver.Fire(watch.Watcher, change, acl);
            if ((watch.Kinds & once) == WatchKinds.None)
                continue;
            Take(watch, watch.Kinds & once);
            disarmed |= watch.Kinds == WatchKinds.None;
        }

        if (!disarmed)
            return;
        watched.Compact();
        ForgetIfUnwatched(watched);
    }

    private void FireAncestors<TReceiver>(in Change change, long firing, WatchEvent? made, ref TReceiver receiver)
        where TReceiver : IWatchReceiver<TWatcher>
    {
        ReadOnlySpan<char> rest = change.Path.Value;
        while (rest.Length > 1)
        {
            rest = ParentOf(rest);
            if (!_pathsBySpan.TryGetValue(rest, out WatchedPath<TWatcher>? ancestor) || ancestor.RecursiveCount == 0)
                continue;
            foreach (Watch<TWatcher> watch in ancestor.Watches)
            {
                if (!watch.Kinds.HasFlag(WatchKinds.Recursive) || watch.Watcher.LastFiring == firing)
                    continue;
                watch.Watcher.LastFiring = firing;
                made ??= new WatchEvent(change.Type, change.Path, change.Zxid);
                receiver.Fire(watch.Watcher, made, change.Acl);
            }
        }
    }

    /// <summary>
    /// Takes kinds from a watch, and the watch from its watcher when none is left; the path is left to the caller,
    /// who may be walking it.
    /// </summary>
    private void Take(Watch<TWatcher> watch, WatchKinds kinds)
    {
        watch.Kinds &= ~kinds;
        Count -= BitOperations.PopCount((uint)kinds);
        if (kinds.HasFlag(WatchKinds.Recursive))
            CountRecursive(watch.Path, -1);
        if (watch.Kinds != WatchKinds.None)
            return;
        watch.Watcher.Remove(watch);
        if (watch.Watcher.WatchedPathCount == 0)
            WatcherCount--;
    }

    private void CountRecursive(WatchedPath<TWatcher> watched, int by)
    {
        watched.RecursiveCount += by;
        _recursiveCount += by;
    }

    private void ForgetIfUnwatched(WatchedPath<TWatcher> watched)
    {
        if (watched.Count == 0)
            _paths.Remove(watched.Path.Value);
    }
}
