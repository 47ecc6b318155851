namespace Coordination.Requests;

/// <summary>Kinds of watches to check or remove (<c>Watcher.WatcherType</c>).</summary>
public enum WatcherType
{
    /// <summary>One-shot, for children.</summary>
    Children = 1,

    /// <summary>One-shot, for data and existence.</summary>
    Data = 2,

    /// <summary>Every kind.</summary>
    Any = 3,

    /// <summary>Persistent.</summary>
    Persistent = 4,

    /// <summary>Persistent and recursive.</summary>
    PersistentRecursive = 5,
}
