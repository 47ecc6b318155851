using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>How many replicas each device of a map holds, and how many it should.</summary>
public sealed class DeviceLoads
{
    private DeviceLoads(PlacementMap map, IReadOnlyList<DeviceLoad> devices)
    {
        Map = map;
        Devices = devices;
    }

    /// <summary>The map.</summary>
    public PlacementMap Map { get; }

    /// <summary>Every device of the map, by ascending id.</summary>
    public IReadOnlyList<DeviceLoad> Devices { get; }

    /// <summary>Replicas of the fullest device over what it should hold; 1 is level.</summary>
    public double Fullest => Devices.Where(one => one.Target > 0).Select(one => one.Replicas / one.Target)
        .DefaultIfEmpty(1).Max();

    /// <summary>Counts all groups of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="replicas">Replicas of each group; null: as the pool says.</param>
    public static DeviceLoads Of(PlacementMap map, int? replicas = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        int size = replicas ?? map.Pool.Size;
        SortedDictionary<int, long> loads = new GroupTable(map, size).Loads();
        IReadOnlyDictionary<int, double> targets =
            RuleTargets.Of(map.Crush, map.Pool.RuleId, map.Reweights) is { Weights.Count: > 0 } shares
                ? shares.Targets((int)map.Pool.PgNum, size) : new Dictionary<int, double>();
        return new DeviceLoads(
            map,
            [
                .. map.Devices.Select(device => new DeviceLoad(
                    device, loads.GetValueOrDefault(device), targets.GetValueOrDefault(device))),
            ]);
    }
}
