using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>Where every group of a map belongs, computed at once.</summary>
internal sealed class GroupTable
{
    private readonly int[] _devices;
    private readonly int[] _counts;
    private readonly int _replicas;

    public GroupTable(PlacementMap map, int replicas)
    {
        _replicas = replicas;
        var groups = (int)map.Pool.PgNum;
        var inputs = new uint[groups];
        for (int group = 0; group < groups; group++)
            inputs[group] = map.Pool.InputOf((uint)group);
        _devices = new int[checked(groups * replicas)];
        _counts = new int[groups];
        GroupLocator locator = map.Locator(replicas);
        locator.Mapper.MapAll(inputs, _devices, _counts);
        Groups = map.Pool.PgNum;
        foreach (uint group in map.Exchanges.Keys)
            locator.Exchange(group, Of(group));
    }

    public uint Groups { get; }

    /// <summary>The devices of a group, holes included.</summary>
    public Span<int> Of(uint group) => _devices.AsSpan((int)group * _replicas, _counts[group]);

    /// <summary>Replicas per device.</summary>
    public SortedDictionary<int, long> Loads()
    {
        SortedDictionary<int, long> loads = [];
        for (uint group = 0; group < Groups; group++)
        {
            foreach (int device in Of(group))
            {
                if (device != CrushItem.None)
                    loads[device] = loads.GetValueOrDefault(device) + 1;
            }
        }

        return loads;
    }
}
