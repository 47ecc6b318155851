using System.Collections.Immutable;
using Coordination.Recipes.Placement;

namespace Coordination.Tests.Recipes.Placement;

/// <summary>Snapshots without a tree.</summary>
internal static class Snapshots
{
    /// <summary>With these devices up, each with version 1 of its record, and those of the map known.</summary>
    public static PlacementSnapshot Of(PlacementMap map, params IEnumerable<int> up)
    {
        var known = map.Devices.ToImmutableSortedDictionary(device => device, _ => new DeviceView(null, 1, null));
        foreach (int device in up)
            known = known.SetItem(device, Up(device));
        return new PlacementSnapshot(map, 7, new Zxid(9), known);
    }

    public static DeviceView Up(int device, bool isDraining = false, string location = "") =>
        new(new DeviceDescription { Id = device, Draining = isDraining, Location = location }, 1, new SessionId(1));
}
