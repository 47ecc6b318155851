using Coordination.Tree.Commands;
using Coordination.Tree.Watches;

namespace Coordination.Tests.Tree.Watches;

/// <summary>
/// ZooKeeper's rules for watches, written down as slowly as can be: one list of everything that is armed, searched from
/// the front for everything.
/// </summary>
internal sealed class ListOfWatches
{
    private readonly List<(string Watcher, string Path, WatchKinds Kind)> _armed = [];

    public int Count => _armed.Count;

    public void Arm(string watcher, string path, WatchKinds kind)
    {
        if (!_armed.Contains((watcher, path, kind)))
            _armed.Add((watcher, path, kind));
    }

    public bool Disarm(string watcher, string path, WatchKinds kind) => _armed.Remove((watcher, path, kind));

    public void DisarmAll(string watcher) => _armed.RemoveAll(armed => armed.Watcher == watcher);

    /// <summary>What fires, each event with all its watchers in the order of their names.</summary>
    public IEnumerable<string> Trigger(in Change change)
    {
        string path = change.Path.Value;
        string parent = change.Path.Parent.Value;
        WatchEventType type = change.Type;
        bool isDeletion = type == WatchEventType.NodeDeleted;

        List<string> own = Fire(armed =>
            (armed.Path == path && (armed.Kind != WatchKinds.Child || isDeletion))
            || (armed.Kind == WatchKinds.Recursive && (armed.Path == "/" || path.StartsWith(armed.Path + "/"))));
        List<string> ofParent = type == WatchEventType.NodeDataChanged || path == "/" ? [] : Fire(armed =>
            armed.Path == parent && (armed.Kind is WatchKinds.Child or WatchKinds.Persistent));
        return own.Select(watcher => $"{watcher}: {type} {path}")
            .Concat(ofParent.Select(watcher => $"{watcher}: NodeChildrenChanged {parent}"));
    }

    private List<string> Fire(Func<(string Watcher, string Path, WatchKinds Kind), bool> matches)
    {
        List<string> told = [.. _armed.Where(matches).Select(armed => armed.Watcher).Distinct().Order()];
        _armed.RemoveAll(armed => matches(armed) && (armed.Kind is WatchKinds.Data or WatchKinds.Child));
        return told;
    }
}
