namespace Coordination.Watches;

/// <summary>
/// Tells what changed while nobody told: the difference between what a watch stream had seen up to some change and what
/// is there now. It needs no memory of what was there, as a stat says by which change a znode was created, set, and had
/// its children changed last; what cannot be told from that (which znode of a subtree is gone) becomes one <see
/// cref="WatchEventType.Changed"/> for the parent.
/// </summary>
internal static class CoalescedDifference
{
    /// <param name="seen">The last change that the stream has seen; null where nobody knows.</param>
    /// <param name="existed">Whether the root existed then; null where nobody knows.</param>
    /// <param name="isRecursive">Whether the watch covers all below its root.</param>
    /// <param name="listing">What is there now.</param>
    /// <param name="asOf">The zxid that the events get: nothing older comes after them.</param>
    /// <returns>Events with the ensemble's paths, in path order; none where nothing changed.</returns>
    public static List<WatchEvent> Tell(Zxid? seen, bool? existed, bool isRecursive, TreeListing listing, Zxid asOf)
    {
        var events = new List<WatchEvent>();
        if (seen is not { } last || listing.IsCutShort)
            events.Add(Coalesce(WatchEventType.Changed, listing.Root, asOf));
        else if (listing.Znodes.Count == 0)
            TellMissing(existed, listing.Root, asOf, events);
        else
        {
            foreach (ListedZnode znode in listing.Znodes)
                TellOne(last, isRecursive, znode, asOf, events);
            if (existed == false && events.Count == 0)
                events.Add(Coalesce(WatchEventType.NodeCreated, listing.Root, asOf));
        }

        return events;
    }

    private static void TellMissing(bool? existed, ZPath root, Zxid asOf, List<WatchEvent> events)
    {
        if (existed is null)
            events.Add(Coalesce(WatchEventType.Changed, root, asOf));
        else if (existed.Value)
            events.Add(Coalesce(WatchEventType.NodeDeleted, root, asOf));
    }

    private static void TellOne(Zxid last, bool isRecursive, ListedZnode znode, Zxid asOf, List<WatchEvent> events)
    {
        if (znode.Stat is not { } stat)
        {
            events.Add(Coalesce(WatchEventType.Changed, znode.Path, asOf));
            return;
        }

        bool isNew = stat.Czxid > last;
        if (isNew)
            events.Add(Coalesce(WatchEventType.NodeCreated, znode.Path, asOf));
        else if (stat.Mzxid > last)
            events.Add(Coalesce(WatchEventType.NodeDataChanged, znode.Path, asOf));

        // What is below a new znode is new itself and told of there, unless there was an older znode of that name with
        // children of its own.
        if (stat.Pzxid > last)
            events.Add(
                Coalesce(isRecursive ? WatchEventType.Changed : WatchEventType.NodeChildrenChanged, znode.Path, asOf));
    }

    private static WatchEvent Coalesce(WatchEventType type, ZPath path, Zxid asOf) =>
        new(type, path, asOf, Coalesced: true);
}
