using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>
/// Where the groups of one map belong for one number of replicas. As <see cref="OsdMap"/> says, which is made to be
/// filled and used by one thread; this is for any number of threads, and allocates nothing.
/// </summary>
internal sealed class GroupLocator
{
    private readonly PlacementMap _map;
    private readonly ScratchPool _scratches;

    public GroupLocator(PlacementMap map, int replicas)
    {
        _map = map;
        Mapper = new CrushMapper(map.Crush, map.Pool.RuleId, replicas, new MapperOptions
        {
            Reweights = map.Reweights,
            WeightSet = map.Crush.WeightSetFor(map.Pool.Id),
        });
        _scratches = new ScratchPool(Mapper);
    }

    public CrushMapper Mapper { get; }

    /// <summary>What the rule says; returns how many entries it has.</summary>
    public int Map(uint group, Span<int> devices)
    {
        MapperScratch scratch = _scratches.Rent();
        int count = Mapper.Map(_map.Pool.InputOf(group), devices, scratch);
        _scratches.Return(scratch);
        return count;
    }

    /// <summary>
    /// Applies the exchanges of a group to what the rule says, as <see cref="OsdMap.Place"/> does: one whose target is
    /// there already, or is out, has no effect.
    /// </summary>
    public void Exchange(uint group, Span<int> devices)
    {
        if (!_map.Exchanges.TryGetValue(group, out IReadOnlyList<(int From, int To)>? exchanges))
            return;
        foreach ((int from, int to) in exchanges)
        {
            int index = devices.IndexOf(from);
            if (index >= 0 && !devices.Contains(to) && _map.EffectiveReweight(to) != Reweight.Out)
                devices[index] = to;
        }
    }

    /// <summary>Where the group's data belongs, whoever is up.</summary>
    public int Target(uint group, Span<int> devices)
    {
        int count = Map(group, devices);
        Exchange(group, devices[..count]);
        return count;
    }
}
