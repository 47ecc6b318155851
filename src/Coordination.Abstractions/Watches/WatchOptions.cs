namespace Coordination;

/// <summary>What a watch stream shows and how much it holds.</summary>
public sealed class WatchOptions
{
    /// <summary>Events that a stream holds for a slow reader, by default.</summary>
    public const int DefaultBufferedEvents = 1024;

    /// <summary>
    /// Whether everything below the path is watched too; then changes are reported where they happen and
    /// <see cref="WatchEventType.NodeChildrenChanged"/> never is. False by default: the
    /// znode itself and its list of children.
    /// </summary>
    public bool Recursive { get; set; }

    /// <summary>
    /// Whether the znodes that are there already are yielded first, as <see cref="WatchEventType.Existing"/> in path
    /// order, then <see cref="WatchEventType.Synced"/>. False by default.
    /// </summary>
    public bool IncludeExisting { get; set; }

    /// <summary>
    /// Events that wait for the reader before they are dropped for one <see cref="WatchEventType.Changed"/>, from 1 to
    /// 1,048,576; <see cref="DefaultBufferedEvents"/> by default.
    /// </summary>
    public int BufferedEvents { get; set; } = DefaultBufferedEvents;
}
