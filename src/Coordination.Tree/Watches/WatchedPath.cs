namespace Coordination.Tree.Watches;

/// <summary>
/// The watches on one path, in the order in which they were armed until one is removed from the middle.
/// </summary>
internal sealed class WatchedPath<TWatcher>(ZPath path)
    where TWatcher : Watcher<TWatcher>
{
    private Watch<TWatcher>[] _watches = [];

    public ZPath Path { get; } = path;

    public int Count { get; private set; }

    /// <summary>How many of the watches are recursive: where none is, a change further down passes by.</summary>
    public int RecursiveCount { get; set; }

    public ReadOnlySpan<Watch<TWatcher>> Watches => _watches.AsSpan(0, Count);

    public void Add(Watch<TWatcher> watch)
    {
        if (Count == _watches.Length)
            Array.Resize(ref _watches, Math.Max(1, 2 * Count));
        watch.IndexInPath = Count;
        _watches[Count++] = watch;
    }

    public void Remove(Watch<TWatcher> watch)
    {
        Watch<TWatcher> last = _watches[--Count];
        _watches[watch.IndexInPath] = last;
        last.IndexInPath = watch.IndexInPath;
        _watches[Count] = null!; // Past the count, so it is not read as a watch again.
    }

    /// <summary>Drops the watches that have no kind left, keeping the order of the others.</summary>
    public void Compact()
    {
        int kept = 0;
        foreach (Watch<TWatcher> watch in Watches)
        {
            if (watch.Kinds == WatchKinds.None)
                continue;
            watch.IndexInPath = kept;
            _watches[kept++] = watch;
        }

        Array.Clear(_watches, kept, Count - kept);
        Count = kept;
    }
}
