namespace Coordination.Testing;

/// <summary>What one watch stream yielded, in order. Paths are the ensemble's.</summary>
public sealed class ObservedStream
{
    private readonly List<WatchEvent> _events = [];
    private readonly Func<Zxid>? _lastZxid;

    internal ObservedStream(string process, string path, bool isRecursive, Func<Zxid>? lastZxid)
    {
        _lastZxid = lastZxid;
        Process = process;
        Path = ZPath.Parse(path);
        IsRecursive = isRecursive;
    }

    /// <summary>Who watched.</summary>
    public string Process { get; }

    /// <summary>What was watched.</summary>
    public ZPath Path { get; }

    /// <summary>Whether everything below it was watched too.</summary>
    public bool IsRecursive { get; }

    /// <summary>Whether its reader has left it: then it may lack what came last.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The events that its reader took.</summary>
    public IReadOnlyList<WatchEvent> Events => _events;

    /// <summary>How far the ensemble had come when the reader took <see cref="WatchEventType.Synced"/>.</summary>
    internal Zxid SyncedBefore { get; private set; }

    internal void Add(WatchEvent change)
    {
        _events.Add(change);
        if (change.Type == WatchEventType.Synced && _lastZxid is not null)
            SyncedBefore = _lastZxid();
    }

    internal void End() => HasEnded = true;
}
