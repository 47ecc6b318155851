namespace Coordination;

/// <summary>
/// What a <see cref="WatchEvent"/> says. Up to 7 the numbers are ZooKeeper's (<c>Watcher.Event.EventType</c>).
/// </summary>
public enum WatchEventType
{
    /// <summary>Only the connection's state changed.</summary>
    None = -1,

    /// <summary>The znode was created.</summary>
    NodeCreated = 1,

    /// <summary>The znode was deleted.</summary>
    NodeDeleted = 2,

    /// <summary>The znode's data was set.</summary>
    NodeDataChanged = 3,

    /// <summary>A child of the znode was created or deleted.</summary>
    NodeChildrenChanged = 4,

    /// <summary>A data watch was removed by request.</summary>
    DataWatchRemoved = 5,

    /// <summary>A child watch was removed by request.</summary>
    ChildWatchRemoved = 6,

    /// <summary>A persistent watch was removed by request.</summary>
    PersistentWatchRemoved = 7,

    /// <summary>The stream's first element: from its zxid on, nothing is missed.</summary>
    Armed = 100,

    /// <summary>One znode that was there when the stream began, with its stat.</summary>
    Existing = 101,

    /// <summary>All znodes that were there have been yielded; what follows are changes.</summary>
    Synced = 102,

    /// <summary>
    /// Changes below the path were missed or dropped: read again what matters. Always
    /// <see cref="WatchEvent.Coalesced"/>.
    /// </summary>
    Changed = 103,
}
