using Coordination.Internal;
using Coordination.Recipes.Internal;

namespace Coordination.Recipes.Following;

/// <summary>Which children of a znode events have told of since they were read last.</summary>
internal sealed class DirtyChildren(ZPath parent)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Whether any of them may have changed.</summary>
    public bool IsAll { get; private set; }

    public IReadOnlyCollection<string> Names => _names;

    private bool IsClean => !IsAll && _names.Count == 0;

    public void Add(WatchEvent change)
    {
        if (!IsClean && PlantedBugs.IsOn(PlantedRecipeBugs.ForgetsTheLaterEvents))
            return;
        int below = change.Path.Depth - parent.Depth;
        if (change.Path == parent || below <= 0)
            IsAll |= change.Type is not WatchEventType.NodeDataChanged;
        else if (below == 1)
            _names.Add(change.Path.Name.ToString());
        else if (change.Coalesced)
            IsAll = true;
    }

    public void Clear()
    {
        IsAll = false;
        _names.Clear();
    }
}
