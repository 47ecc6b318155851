using System.Collections.Concurrent;
using System.Text;
using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>
/// All that decides where data belongs: the CRUSH map, the pool, the standing of devices and the exceptions made for
/// single groups. What the znode holds. Immutable, for any number of threads; every change is another map.
/// </summary>
public sealed class PlacementMap
{
    private readonly ConcurrentDictionary<int, GroupLocator> _locators = [];
    private readonly SortedDictionary<int, DeviceStatus> _statuses;
    private readonly uint[] _reweights;

    /// <summary>A map with all devices in and no exceptions.</summary>
    /// <param name="crush">The hierarchy and the rules.</param>
    /// <param name="pool">
    /// How keys become groups and which rule places these. Ceph's terms: a map and a pool of Ceph place here exactly as
    /// they do there.
    /// </param>
    /// <exception cref="ArgumentException">The pool does not fit the map; the message says why.</exception>
    public PlacementMap(CrushMap crush, Pool pool)
        : this(crush, pool, [], NoExchanges, NoActing, [])
    {
    }

    internal PlacementMap(
        CrushMap crush,
        Pool pool,
        SortedDictionary<int, DeviceStatus> statuses,
        SortedDictionary<uint, IReadOnlyList<(int From, int To)>> exchanges,
        SortedDictionary<uint, IReadOnlyList<int>> acting,
        IReadOnlyList<ChangeId> changes)
    {
        ArgumentNullException.ThrowIfNull(crush);
        ArgumentNullException.ThrowIfNull(pool);
        PoolRules.Check(crush, pool);
        Crush = crush;
        Pool = pool;
        Devices = DeviceIds(crush);
        var held = new HashSet<int>(Devices);
        _statuses = Kept(statuses, (id, status) => status != DeviceStatus.Usual && held.Contains(id));
        Exchanges = Kept(exchanges, (group, list) => list.Count > 0 && group < pool.PgNum);
        Acting = Kept(acting, (group, list) => list.Count > 0 && group < pool.PgNum);
        Changes = changes;
        _reweights = new uint[crush.MaxDevices]; // An id that no bucket holds is out: exchanges to it are void.
        foreach (int device in Devices)
            _reweights[device] = StatusOf(device).EffectiveReweight;
    }

    /// <summary>The hierarchy and the rules.</summary>
    public CrushMap Crush { get; }

    /// <summary>How keys become groups, how many replicas they have, which rule places them.</summary>
    public Pool Pool { get; }

    /// <summary>Ids of all devices that the hierarchy holds, ascending.</summary>
    public IReadOnlyList<int> Devices { get; }

    /// <summary>Devices that are not simply in with all of their data; ascending ids.</summary>
    public IReadOnlyDictionary<int, DeviceStatus> Statuses => _statuses;

    /// <summary>
    /// Single exchanges (from, to) in what the rule says, by group: how a balanced or pinned placement is kept
    /// (Ceph's <c>pg-upmap-items</c>).
    /// </summary>
    public IReadOnlyDictionary<uint, IReadOnlyList<(int From, int To)>> Exchanges { get; }

    /// <summary>
    /// Who serves a group while its data moves, by group (Ceph's <c>pg_temp</c>); the first is primary.
    /// </summary>
    public IReadOnlyDictionary<uint, IReadOnlyList<int>> Acting { get; }

    /// <summary>The newest changes, oldest first, at most <see cref="PlacementLimits.RememberedChanges"/>.</summary>
    internal IReadOnlyList<ChangeId> Changes { get; }

    /// <summary>Reweight of every device by id, as the mapper takes it.</summary>
    internal IReadOnlyList<uint> Reweights => _reweights;

    private static SortedDictionary<uint, IReadOnlyList<(int From, int To)>> NoExchanges => [];

    private static SortedDictionary<uint, IReadOnlyList<int>> NoActing => [];

    /// <summary>Makes a map for replicated data.</summary>
    /// <param name="crush">The hierarchy and the rules.</param>
    /// <param name="rule">Name of the rule that places.</param>
    /// <param name="groups">
    /// Placement groups that keys are spread over: what moves, moves by group. About 100 times the number of devices
    /// over the number of replicas; a power of two spreads evenly.
    /// </param>
    /// <param name="replicas">Replicas of each key where a call does not say otherwise; 3 by default.</param>
    /// <exception cref="ArgumentException">There is no such rule, or a number is out of range.</exception>
    public static PlacementMap Create(CrushMap crush, string rule, uint groups, int replicas = 3)
    {
        ArgumentNullException.ThrowIfNull(crush);
        ArgumentNullException.ThrowIfNull(rule);
        if (!crush.TryGetRuleId(rule, out int ruleId))
            throw new ArgumentException($"The map has no rule '{rule}'.", nameof(rule));
        return new PlacementMap(
            crush, new Pool { Id = 1, RuleId = ruleId, PgNum = groups, PgpNum = groups, Size = replicas });
    }

    /// <summary>What the map says of a device; <see cref="DeviceStatus.Usual"/> where it says nothing.</summary>
    public DeviceStatus StatusOf(int device) => _statuses.GetValueOrDefault(device, DeviceStatus.Usual);

    /// <summary>The group of a key.</summary>
    /// <param name="key">Any text; its UTF-8 is hashed.</param>
    public uint GroupOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        const int OnStack = 512;
        int most = Encoding.UTF8.GetMaxByteCount(key.Length);
        Span<byte> bytes = most <= OnStack ? stackalloc byte[OnStack] : new byte[most];
        return GroupOf(bytes[..Encoding.UTF8.GetBytes(key, bytes)]);
    }

    /// <summary>The group of a key; as <see cref="Pool.GroupOf"/>, without allocating.</summary>
    public uint GroupOf(ReadOnlySpan<byte> key)
    {
        uint hash = Pool.ObjectHash == ObjectHash.Linux ? ObjectNameHash.Linux(key) : ObjectNameHash.Rjenkins(key);
        return Pool.StableModulo(hash, Pool.PgNum);
    }

    /// <summary>Where a group's data belongs, whoever is up: what moves when the map changes.</summary>
    /// <param name="group">Its number, below <see cref="Pool.PgNum"/>.</param>
    /// <param name="devices">
    /// Receives the devices, one per replica asked for; its length is the number of replicas. Holes of an erasure-coded
    /// pool are <see cref="CrushItem.None"/>.
    /// </param>
    /// <returns>How many entries were written.</returns>
    public int Target(uint group, Span<int> devices)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(group, Pool.PgNum);
        return Locator(devices.Length).Target(group, devices);
    }

    /// <summary>The same with another hierarchy; what is said of devices that it no longer holds is dropped.</summary>
    public PlacementMap With(CrushMap crush) => Copy(crush: crush);

    /// <summary>The same with an edited hierarchy.</summary>
    /// <param name="edit">The change; one that is refused throws <see cref="CrushEditException"/>.</param>
    public PlacementMap Edit(Func<CrushMapEditor, CrushMapEditor> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        return With(edit(Crush.Edit()).ToMap());
    }

    /// <summary>The same with another pool.</summary>
    public PlacementMap With(Pool pool) => Copy(pool: pool);

    /// <summary>The same with another status of some devices.</summary>
    /// <exception cref="ArgumentException">A device is not in the hierarchy, or a part is above 1.0.</exception>
    public PlacementMap With(DeviceStatus status, params ReadOnlySpan<int> devices)
    {
        if (status.Reweight > Reweight.In || status.PrimaryAffinity > DeviceState.FullAffinity)
            throw new ArgumentException($"{status}: a part lies from 0 to 65536, which is all.", nameof(status));
        var statuses = new SortedDictionary<int, DeviceStatus>(_statuses);
        foreach (int device in devices)
        {
            if (!Contains(device))
                throw new ArgumentException($"The hierarchy holds no device {device}.", nameof(devices));
            statuses[device] = status;
        }

        return Copy(statuses: statuses);
    }

    /// <summary>The same with some devices in or out; their reweight and affinity stay.</summary>
    /// <exception cref="ArgumentException">A device is not in the hierarchy.</exception>
    public PlacementMap With(DeviceStanding standing, params ReadOnlySpan<int> devices)
    {
        PlacementMap map = this;
        foreach (IGrouping<DeviceStatus, int> alike in devices.ToArray().GroupBy(StatusOf))
            map = map.With(alike.Key with { Standing = standing }, [.. alike]);
        return map;
    }

    /// <summary>The same with other exchanges in place of all that there are.</summary>
    public PlacementMap WithExchanges(IReadOnlyDictionary<uint, IReadOnlyList<(int From, int To)>> exchanges)
    {
        ArgumentNullException.ThrowIfNull(exchanges);
        return Copy(exchanges: new SortedDictionary<uint, IReadOnlyList<(int From, int To)>>(
            exchanges.ToDictionary(all => all.Key, all => all.Value)));
    }

    /// <summary>The same with other acting sets in place of all that there are.</summary>
    public PlacementMap WithActing(IReadOnlyDictionary<uint, IReadOnlyList<int>> acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        return Copy(acting: new SortedDictionary<uint, IReadOnlyList<int>>(
            acting.ToDictionary(all => all.Key, all => all.Value)));
    }

    /// <summary>
    /// The same, levelled to one group per device where failure domains allow it: <see cref="UpmapBalancer"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The rule is not of the form "take, choose(leaf), emit".</exception>
    public PlacementMap Balanced() =>
        WithExchanges(LeastMovement.Exchanges(UpmapBalancer.Balance(ToOsdMap(), Pool.Id)));

    /// <summary>Why the rule cannot place as many replicas as it is asked for; nothing where it can.</summary>
    /// <param name="replicas">How many; null: as the pool says.</param>
    public IReadOnlyList<string> Explain(int? replicas = null) =>
        RuleDiagnosis.Explain(Crush, Pool.RuleId, replicas ?? Pool.Size, _reweights);

    /// <summary>The same as the tools of <see cref="Coordination.Crush"/> take it, with every device up.</summary>
    public OsdMap ToOsdMap()
    {
        var map = new OsdMap(Crush);
        map.Pools[Pool.Id] = Pool;
        foreach (int device in Devices)
        {
            DeviceStatus status = StatusOf(device);
            map[device] = new DeviceState(true, true, status.EffectiveReweight, status.PrimaryAffinity);
        }

        foreach ((uint group, IReadOnlyList<(int From, int To)> exchanges) in Exchanges)
            map.UpmapItems[new PlacementGroupId(Pool.Id, group)] = exchanges;
        foreach ((uint group, IReadOnlyList<int> devices) in Acting)
            map.TemporaryPlacements[new PlacementGroupId(Pool.Id, group)] = devices;
        return map;
    }

    internal bool Contains(int device) => ((List<int>)Devices).BinarySearch(device) >= 0;

    internal uint EffectiveReweight(int device) => (uint)device < (uint)_reweights.Length ? _reweights[device] : 0;

    internal GroupLocator Locator(int replicas) =>
        _locators.GetOrAdd(replicas, static (count, map) => new GroupLocator(map, count), this);

    /// <summary>The same, remembering one more change; the oldest is forgotten.</summary>
    internal PlacementMap Remembering(ChangeId change) =>
        Copy(changes: [.. Changes.TakeLast(PlacementLimits.RememberedChanges - 1), change]);

    private PlacementMap Copy(
        CrushMap? crush = null,
        Pool? pool = null,
        SortedDictionary<int, DeviceStatus>? statuses = null,
        SortedDictionary<uint, IReadOnlyList<(int From, int To)>>? exchanges = null,
        SortedDictionary<uint, IReadOnlyList<int>>? acting = null,
        IReadOnlyList<ChangeId>? changes = null) =>
        new(crush ?? Crush, pool ?? Pool, statuses ?? _statuses,
            exchanges ?? (SortedDictionary<uint, IReadOnlyList<(int From, int To)>>)Exchanges,
            acting ?? (SortedDictionary<uint, IReadOnlyList<int>>)Acting, changes ?? Changes);

    private static List<int> DeviceIds(CrushMap crush) =>
        [.. crush.Buckets.SelectMany(bucket => bucket.Items.ToArray()).Where(item => item >= 0).Distinct().Order()];

    private static SortedDictionary<TKey, TValue> Kept<TKey, TValue>(
        SortedDictionary<TKey, TValue> all, Func<TKey, TValue, bool> isKept)
        where TKey : notnull =>
        new(all.Where(one => isKept(one.Key, one.Value)).ToDictionary(one => one.Key, one => one.Value));
}
