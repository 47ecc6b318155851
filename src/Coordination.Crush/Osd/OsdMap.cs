namespace Coordination.Crush;

/// <summary>
/// All that decides where objects are: the CRUSH map, pools, states of devices and the exceptions made for single
/// placement groups. Fill it, then place. Not for concurrent use: placing works in memory of its own.
/// </summary>
public sealed class OsdMap
{
    private readonly Dictionary<long, (CrushMapper Mapper, MapperScratch Scratch)> _mappers = [];
    private readonly List<DeviceState> _devices = [];

    /// <param name="crush">The map.</param>
    public OsdMap(CrushMap crush)
    {
        ArgumentNullException.ThrowIfNull(crush);
        Crush = crush;
    }

    /// <summary>The hierarchy and the rules.</summary>
    public CrushMap Crush { get; }

    /// <summary>Pools by id.</summary>
    public SortedDictionary<long, Pool> Pools { get; } = [];

    /// <summary>Whole placements that replace what the rule says.</summary>
    public Dictionary<PlacementGroupId, IReadOnlyList<int>> Upmaps { get; } = [];

    /// <summary>Single exchanges (from, to) in what the rule says.</summary>
    public Dictionary<PlacementGroupId, IReadOnlyList<(int From, int To)>> UpmapItems { get; } = [];

    /// <summary>Who serves a group while its data moves.</summary>
    public Dictionary<PlacementGroupId, IReadOnlyList<int>> TemporaryPlacements { get; } = [];

    /// <summary>Who is primary while a group's data moves.</summary>
    public Dictionary<PlacementGroupId, int> TemporaryPrimaries { get; } = [];

    /// <summary>State of a device; one never set does not exist.</summary>
    public DeviceState this[int device]
    {
        get => (uint)device < (uint)_devices.Count ? _devices[device] : default;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(device);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(device, CrushLimits.MaxDeviceId);
            while (_devices.Count <= device)
                _devices.Add(default);
            _devices[device] = value;
            _mappers.Clear();
        }
    }

    /// <summary>Where a group is (FACTS §13).</summary>
    /// <exception cref="KeyNotFoundException">The pool does not exist.</exception>
    public GroupPlacement Place(PlacementGroupId id)
    {
        Pool pool = Pools[id.Pool];
        uint input = pool.InputOf(id.Number);
        List<int> raw = Raw(pool, input);
        List<int> up = [.. raw];
        ApplyUpmaps(id, up);
        LeaveOut(up, pool, device => this[device] is not { Exists: true, IsUp: true });
        int upPrimary = ChoosePrimary(up, pool, input);

        IReadOnlyList<int> acting = up;
        int actingPrimary = upPrimary;
        List<int> temporary = [.. TemporaryPlacements.GetValueOrDefault(id, [])];
        LeaveOut(temporary, pool, device => this[device] is not { Exists: true, IsUp: true });
        if (temporary.Count > 0)
            (acting, actingPrimary) = (temporary, FirstDevice(temporary));
        actingPrimary = TemporaryPrimaries.GetValueOrDefault(id, actingPrimary);
        return new GroupPlacement(raw, FirstDevice(raw), up, upPrimary, acting, actingPrimary);
    }

    /// <summary>Reweight of every device, by id.</summary>
    internal uint[] Reweights() => [.. _devices.Select(d => d.Exists ? d.Reweight : 0)];

    /// <summary>What the rule says, without devices that do not exist.</summary>
    internal int[] RawOf(PlacementGroupId id)
    {
        Pool pool = Pools[id.Pool];
        return [.. Raw(pool, pool.InputOf(id.Number))];
    }

    internal int[] WithUpmaps(PlacementGroupId id, int[] raw)
    {
        List<int> devices = [.. raw];
        ApplyUpmaps(id, devices);
        return [.. devices];
    }

    private List<int> Raw(Pool pool, uint input)
    {
        if (!_mappers.TryGetValue(pool.Id, out var mapping))
        {
            var mapper = new CrushMapper(Crush, pool.RuleId, pool.Size, new MapperOptions
            {
                Reweights = [.. _devices.Select(d => d.Reweight)],
                WeightSet = Crush.WeightSetFor(pool.Id),
            });
            _mappers[pool.Id] = mapping = (mapper, mapper.CreateScratch());
        }
        var results = new int[pool.Size];
        int count = mapping.Mapper.Map(input, results, mapping.Scratch);
        List<int> raw = [.. results.AsSpan(0, count)];
        LeaveOut(raw, pool, device => !this[device].Exists);
        return raw;
    }

    private void ApplyUpmaps(PlacementGroupId id, List<int> devices)
    {
        if (Upmaps.TryGetValue(id, out var whole))
        {
            // One device that is out makes the whole exception void, and the single exchanges with it.
            if (whole.Any(IsOut))
                return;
            devices.Clear();
            devices.AddRange(whole);
        }
        foreach (var (from, to) in UpmapItems.GetValueOrDefault(id, []))
        {
            int index = devices.IndexOf(from);
            if (index >= 0 && !devices.Contains(to) && !IsOut(to))
                devices[index] = to;
        }
    }

    private bool IsOut(int device) => (uint)device < (uint)_devices.Count && _devices[device].Reweight == 0;

    private static void LeaveOut(List<int> devices, Pool pool, Predicate<int> missing)
    {
        if (!pool.IsErasureCoded)
        {
            devices.RemoveAll(missing);
            return;
        }
        for (int i = 0; i < devices.Count; i++)
        {
            if (missing(devices[i]))
                devices[i] = CrushItem.None;
        }
    }

    /// <summary>
    /// Devices of little affinity pass the role on; in a replicated pool the primary moves to the front.
    /// </summary>
    private int ChoosePrimary(List<int> up, Pool pool, uint input)
    {
        if (!up.Any(device => device != CrushItem.None && this[device].PrimaryAffinity != DeviceState.FullAffinity))
            return FirstDevice(up);

        int primary = up.FindIndex(device => device != CrushItem.None && Accepts(device, input));
        if (primary < 0)
            primary = up.FindIndex(device => device != CrushItem.None);
        if (primary < 0)
            return -1;
        int chosen = up[primary];
        if (!pool.IsErasureCoded)
        {
            up.RemoveAt(primary);
            up.Insert(0, chosen);
        }
        return chosen;
    }

    private bool Accepts(int device, uint input)
    {
        uint affinity = this[device].PrimaryAffinity;
        return affinity >= DeviceState.FullAffinity || CrushHash.Hash(input, (uint)device) >> 16 < affinity;
    }

    private static int FirstDevice(List<int> devices)
    {
        int index = devices.FindIndex(device => device != CrushItem.None);
        return index < 0 ? -1 : devices[index];
    }
}
