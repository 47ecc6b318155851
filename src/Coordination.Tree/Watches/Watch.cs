namespace Coordination.Tree.Watches;

/// <summary>
/// All the watches of one watcher on one path. It knows its place on both sides, so that either side removes it at
/// once.
/// </summary>
internal sealed class Watch<TWatcher>(TWatcher watcher, WatchedPath<TWatcher> path)
    where TWatcher : Watcher<TWatcher>
{
    public TWatcher Watcher { get; } = watcher;

    public WatchedPath<TWatcher> Path { get; } = path;

    /// <summary>Never <see cref="WatchKinds.None"/> while it stands in the table.</summary>
    public WatchKinds Kinds { get; set; }

    public int IndexInWatcher { get; set; }

    public int IndexInPath { get; set; }
}
