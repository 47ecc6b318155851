namespace Coordination.Recipes.Placement;

/// <summary>What watch events say must be read again. The decision beside the follower's loop.</summary>
internal sealed class PendingReads(PlacementPaths paths)
{
    private readonly SortedSet<int> _devices = [];

    /// <summary>Whether everything is to be read: at the beginning, or when events were missed.</summary>
    public bool Everything { get; private set; }

    public bool Map { get; private set; }

    public IReadOnlyCollection<int> Devices => _devices;

    public void Note(WatchEvent change)
    {
        if (change.Type is WatchEventType.Armed or WatchEventType.Changed || paths.Root.IsAtOrBelow(change.Path))
            Everything = true;
        else if (change.Path == paths.Map)
            Map = true;
        else if (paths.TryGetDevice(change.Path, out int device))
            _devices.Add(device);
    }

    /// <summary>All of it has been read.</summary>
    public void Clear()
    {
        Everything = Map = false;
        _devices.Clear();
    }
}
