namespace Coordination.Tree.Watches;

/// <summary>
/// One who watches: what a connection derives from, so that a table finds all of its watches without a dictionary
/// between the two (firing one change to 100,000 watchers is bound by cache misses).
/// </summary>
/// <typeparam name="TSelf">The deriving type.</typeparam>
public abstract class Watcher<TSelf>
    where TSelf : Watcher<TSelf>
{
    /// <summary>Up to here its watches are searched one by one; from here on by a dictionary.</summary>
    private const int SearchedOneByOne = 8;

    private Watch<TSelf>[] _watches = [];
    private Dictionary<WatchedPath<TSelf>, Watch<TSelf>>? _byPath;

    /// <summary>How many paths it watches.</summary>
    public int WatchedPathCount { get; private set; }

    /// <summary>
    /// The last firing of the table that reached it: one event reaches a watcher once, on however many ways.
    /// </summary>
    internal long LastFiring { get; set; }

    internal ReadOnlySpan<Watch<TSelf>> OwnWatches => _watches.AsSpan(0, WatchedPathCount);

    internal Watch<TSelf>? Find(WatchedPath<TSelf> path)
    {
        if (_byPath is not null)
            return _byPath.GetValueOrDefault(path);
        foreach (Watch<TSelf> watch in OwnWatches)
        {
            if (ReferenceEquals(watch.Path, path))
                return watch;
        }

        return null;
    }

    internal void Add(Watch<TSelf> watch)
    {
        if (WatchedPathCount == _watches.Length)
            Array.Resize(ref _watches, Math.Max(2, 2 * WatchedPathCount));
        watch.IndexInWatcher = WatchedPathCount;
        _watches[WatchedPathCount++] = watch;
        if (_byPath is null && WatchedPathCount > SearchedOneByOne)
            _byPath = OwnWatches.ToArray().ToDictionary(own => own.Path);
        else
            _byPath?.Add(watch.Path, watch);
    }

    internal void Remove(Watch<TSelf> watch)
    {
        _byPath?.Remove(watch.Path);
        Watch<TSelf> last = _watches[--WatchedPathCount];
        _watches[watch.IndexInWatcher] = last;
        last.IndexInWatcher = watch.IndexInWatcher;
        _watches[WatchedPathCount] = null!; // Past the count, so it is not read as a watch again.
        if (WatchedPathCount == 0)
            Forget();
    }

    /// <summary>Lets go of all memory; the table has removed the watches from their paths.</summary>
    internal void Forget()
    {
        WatchedPathCount = 0;
        _watches = [];
        _byPath = null;
    }
}
