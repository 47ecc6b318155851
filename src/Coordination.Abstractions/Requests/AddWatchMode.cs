namespace Coordination.Requests;

/// <summary>How far a watch that stays reaches (<c>AddWatchMode.java</c>).</summary>
public enum AddWatchMode
{
    /// <summary>The znode and its list of children.</summary>
    Persistent = 0,

    /// <summary>The znode and all below it.</summary>
    PersistentRecursive = 1,
}
