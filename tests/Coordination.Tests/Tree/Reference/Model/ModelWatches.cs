using Coordination.Requests;
using Coordination.Tree.Commands;

namespace Coordination.Tests.Tree.Reference.Model;

/// <summary>
/// Who is told what, from the programmer's guide (<em>ZooKeeper Watches</em>). There are two tables, as in ZooKeeper:
/// one for what happens to a znode, one for what happens to its children. A session hears of one happening in one table
/// once, however many of its watches match.
/// </summary>
/// <remarks>Sessions are numbers here: whoever drives the model knows them.</remarks>
/// <param name="rules">Whether a session may watch a path in several modes.</param>
internal sealed class ModelWatches(ModelRules rules)
{
    private enum Mode
    {
        Once,
        Persistent,
        Recursive,
    }

    private enum Table
    {
        Data,
        Children,
    }

    private readonly List<(Table Table, int Session, string Path, Mode Mode)> _watches = [];

    /// <summary>
    /// How many are armed: one per session, path and kind, so that a persistent one, though in both tables, is one.
    /// </summary>
    public int Count => _watches.Count(watch => watch.Table == Table.Data || watch.Mode == Mode.Once);

    /// <summary>A read left a watch: getData and exists in the one table, getChildren in the other.</summary>
    public void Arm(int slot, IRequest read)
    {
        switch (read)
        {
            case ExistsRequest exists:
                Add(Table.Data, slot, exists.Path, Mode.Once);
                break;
            case GetDataRequest get:
                Add(Table.Data, slot, get.Path, Mode.Once);
                break;
            case GetChildrenRequest list:
                Add(Table.Children, slot, list.Path, Mode.Once);
                break;
            case AddWatchRequest { Mode: AddWatchMode.Persistent } add:
                Add(Table.Data, slot, add.Path, Mode.Persistent);
                Add(Table.Children, slot, add.Path, Mode.Persistent);
                break;
            case AddWatchRequest add:
                Add(Table.Data, slot, add.Path, Mode.Recursive);
                if (!rules.SeveralWatchModesPerPath) // There it is in both, to take the place of what was there.
                    Add(Table.Children, slot, add.Path, Mode.Recursive);
                break;
            default:
                throw new InvalidOperationException($"{read} leaves no watch.");
        }
    }

    public bool Has(int slot, ZPath path, WatcherType type) =>
        Of(path, type).Any(watch => watch.Session == slot || !rules.ChecksOwnWatchesOnly);

    /// <summary>Whether there was anything to remove.</summary>
    public bool TryRemove(int slot, ZPath path, WatcherType type)
    {
        var removed = Of(path, type).Where(watch => watch.Session == slot).ToList();
        _watches.RemoveAll(removed.Contains);
        return removed.Count > 0;
    }

    public void Forget(int slot) => _watches.RemoveAll(watch => watch.Session == slot);

    /// <summary>
    /// What every session hears of a change, in order; each only if it may read what that ACL restricts.
    /// </summary>
    public List<(int Session, WatchEventType Type, string Path, IReadOnlyList<Acl>? Acl)> Trigger(Change change)
    {
        string path = change.Path.Value;
        var events = new List<(int, WatchEventType, string, IReadOnlyList<Acl>?)>();
        List<int> told = Fire(Table.Data, path, change.Type);
        events.AddRange(told.Select(session => (session, change.Type, path, change.Acl)));
        if (change.Type == WatchEventType.NodeDataChanged)
            return events;

        if (change.Type == WatchEventType.NodeDeleted)
        {
            IEnumerable<int> alsoTold = Fire(Table.Children, path, change.Type).Except(told);
            events.AddRange(alsoTold.Select(session => (session, change.Type, path, change.Acl)));
        }

        string parent = ModelState.ParentOf(path);
        List<int> parents = Fire(Table.Children, parent, WatchEventType.NodeChildrenChanged);
        const WatchEventType OfParent = WatchEventType.NodeChildrenChanged;
        events.AddRange(parents.Select(session => (session, OfParent, parent, change.ParentAcl)));
        return events;
    }

    // Where a session has one mode per path, a kind is a table.
    private IEnumerable<(Table Table, int Session, string Path, Mode Mode)> Of(ZPath path, WatcherType type) =>
        _watches.Where(watch => watch.Path == path.Value && (type switch
        {
            WatcherType.Any => true,
            WatcherType.Persistent => watch.Mode == Mode.Persistent,
            WatcherType.PersistentRecursive => watch.Mode == Mode.Recursive,
            _ => watch.Table == (type == WatcherType.Data ? Table.Data : Table.Children)
                && (watch.Mode == Mode.Once || !rules.SeveralWatchModesPerPath),
        }));

    private void Add(Table table, int session, ZPath path, Mode mode)
    {
        if (!rules.SeveralWatchModesPerPath)
            _watches.RemoveAll(watch => watch.Table == table && watch.Session == session && watch.Path == path.Value);
        if (!_watches.Contains((table, session, path.Value, mode)))
            _watches.Add((table, session, path.Value, mode));
    }

    private List<int> Fire(Table table, string path, WatchEventType type)
    {
        var hit = _watches.Where(watch => watch.Table == table && Matches(watch.Path, watch.Mode, path, type)).ToList();
        _watches.RemoveAll(watch => watch.Mode == Mode.Once && hit.Contains(watch));
        return hit.Select(watch => watch.Session).Distinct().Order().ToList();
    }

    private static bool Matches(string watched, Mode mode, string path, WatchEventType type) => mode == Mode.Recursive
        ? type != WatchEventType.NodeChildrenChanged
            && (watched == "/" || path == watched || path.StartsWith(watched + "/", StringComparison.Ordinal))
        : watched == path;
}
