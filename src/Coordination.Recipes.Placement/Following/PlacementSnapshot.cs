using System.Collections.Immutable;
using System.Text;
using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>
/// Map and devices as a follower saw them at one moment; places every key by itself, without asking anybody. Immutable,
/// for any number of threads.
/// </summary>
public sealed class PlacementSnapshot
{
    private readonly bool[] _up;

    internal PlacementSnapshot(
        PlacementMap map, int version, Zxid mzxid, ImmutableSortedDictionary<int, DeviceView> views)
    {
        Map = map;
        Version = version;
        Mzxid = mzxid;
        Views = views;
        _up = new bool[map.Crush.MaxDevices];
        foreach (int device in map.Devices)
            _up[device] = ViewOf(device).IsUp;
    }

    /// <summary>The map.</summary>
    public PlacementMap Map { get; }

    /// <summary>
    /// The version of the znode that holds the map. It grows with every change; should the znode be deleted and made
    /// anew it begins again at 0, which <see cref="Mzxid"/> does not.
    /// </summary>
    public int Version { get; }

    /// <summary>The change that wrote the map: of two snapshots of one ensemble the larger is the newer.</summary>
    public Zxid Mzxid { get; }

    /// <summary>Devices of the map that are registered now; ascending.</summary>
    public IEnumerable<int> UpDevices => Map.Devices.Where(IsUp);

    internal ImmutableSortedDictionary<int, DeviceView> Views { get; }

    /// <summary>Whether a device of the map is registered.</summary>
    public bool IsUp(int device) => (uint)device < (uint)_up.Length && _up[device];

    /// <summary>What a device registered with last; null where it never did. It stays when the device goes.</summary>
    public DeviceDescription? DescriptionOf(int device) => ViewOf(device).Description;

    /// <summary>Where a key is: its group's devices, by the rule, and those of them that serve.</summary>
    /// <param name="key">Any text.</param>
    /// <param name="replicas">
    /// How many devices; null: as the pool says. Fewer are the first ones of more, but for rare cases of CRUSH.
    /// </param>
    public GroupPlacement Locate(string key, int? replicas = null) => LocateGroup(Map.GroupOf(key), replicas);

    /// <summary>Where a group is: see <see cref="GroupPlacement"/>.</summary>
    /// <param name="group">Its number, below the pool's <see cref="Pool.PgNum"/>.</param>
    /// <param name="replicas">How many devices; null: as the pool says.</param>
    public GroupPlacement LocateGroup(uint group, int? replicas = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(group, Map.Pool.PgNum);
        int asked = replicas ?? Map.Pool.Size;
        var devices = new int[asked];
        GroupLocator locator = Map.Locator(asked);
        int count = locator.Map(group, devices);
        int[] raw = devices[..count];
        int upCount = KeepUp(group, locator, devices.AsSpan(0, count), out int upPrimary);
        int[] up = devices[..upCount];
        int[] acting = [.. ServingInstead(group)];
        int actingPrimary = acting.Length > 0 ? First(acting) : upPrimary;
        return new GroupPlacement(
            raw, First(raw), up, upPrimary, acting.Length > 0 ? acting : up, actingPrimary);
    }

    /// <summary>Who serves a key now, without allocating.</summary>
    /// <param name="key">The key.</param>
    /// <param name="devices">
    /// Receives the devices, the primary of replicated data first; its length is the number of replicas asked for.
    /// Holes of an erasure-coded pool are <see cref="CrushItem.None"/>.
    /// </param>
    /// <returns>How many entries were written.</returns>
    public int LocateServing(ReadOnlySpan<byte> key, Span<int> devices)
    {
        uint group = Map.GroupOf(key);
        if (Map.Acting.ContainsKey(group))
        {
            int served = 0;
            foreach (int device in ServingInstead(group).Take(devices.Length))
                devices[served++] = device;
            if (served > 0)
                return served;
        }

        GroupLocator locator = Map.Locator(devices.Length);
        int count = locator.Map(group, devices);
        return KeepUp(group, locator, devices[..count], out _);
    }

    /// <summary>Prepares a change of the map as this snapshot has it; nothing is written.</summary>
    /// <param name="change">From the map as it is to the map as it shall be.</param>
    public PlacementProposal Propose(Func<PlacementMap, PlacementMap> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new PlacementProposal(Map, Version, change(Map));
    }

    /// <summary>One line: the version, and how many devices are there, up and in.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        int @in = Map.Devices.Count(device => Map.StatusOf(device).IsIn);
        return text.Append(System.Globalization.CultureInfo.InvariantCulture,
            $"version {Version}: {Map.Devices.Count} devices, {UpDevices.Count()} up, {@in} in").ToString();
    }

    internal DeviceView ViewOf(int device) => Views.GetValueOrDefault(device, DeviceView.Unknown);

    /// <summary>
    /// Applies the exchanges and leaves out who is down: a hole where positions matter, else the ranks close. The
    /// primary of replicated data comes to the front (crush/FACTS §13, as <see cref="OsdMap.Place"/>).
    /// </summary>
    private int KeepUp(uint group, GroupLocator locator, Span<int> devices, out int primary)
    {
        locator.Exchange(group, devices);
        int count = 0;
        foreach (int device in devices)
        {
            if (IsUp(device))
                devices[count++] = device;
            else if (Map.Pool.IsErasureCoded)
                devices[count++] = CrushItem.None;
        }

        devices = devices[..count];
        int index = ChoosePrimary(group, devices);
        primary = index < 0 ? -1 : devices[index];
        if (index > 0 && !Map.Pool.IsErasureCoded)
        {
            devices[..index].CopyTo(devices[1..]);
            devices[0] = primary;
        }

        return count;
    }

    /// <summary>Index of the primary, -1 for none: devices of little affinity pass it on, unless all do.</summary>
    private int ChoosePrimary(uint group, ReadOnlySpan<int> devices)
    {
        int first = devices.IndexOfAnyExcept(CrushItem.None);
        if (Map.Statuses.Count == 0)
            return first;
        uint input = Map.Pool.InputOf(group);
        for (int i = 0; i < devices.Length; i++)
        {
            if (devices[i] == CrushItem.None)
                continue;
            uint affinity = Map.StatusOf(devices[i]).PrimaryAffinity;
            if (affinity >= DeviceState.FullAffinity || CrushHash.Hash(input, (uint)devices[i]) >> 16 < affinity)
                return i;
        }

        return first;
    }

    /// <summary>Who serves the group in place of those where it belongs, while its data moves; nobody if so.</summary>
    private IEnumerable<int> ServingInstead(uint group)
    {
        IReadOnlyList<int> acting = Map.Acting.GetValueOrDefault(group, []);
        return Map.Pool.IsErasureCoded
            ? acting.Select(device => IsUp(device) ? device : CrushItem.None) : acting.Where(IsUp);
    }

    private static int First(int[] devices)
    {
        int index = devices.AsSpan().IndexOfAnyExcept(CrushItem.None);
        return index < 0 ? -1 : devices[index];
    }
}
