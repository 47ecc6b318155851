using System.Diagnostics.CodeAnalysis;

namespace Coordination.Crush;

/// <summary>
/// A hierarchy of buckets over devices, with the rules by which data is placed in it. Immutable; any number of threads
/// may read it. Make one with <see cref="CrushMapBuilder"/>, <see cref="CrushText"/> or <see cref="CrushBinary"/>, and
/// change it with <see cref="Edit"/>.
/// </summary>
public sealed class CrushMap
{
    private readonly MapDraft _draft;

    /// <param name="draft">Owned by the map from here on: nobody may change it any more.</param>
    internal CrushMap(MapDraft draft)
    {
        _draft = draft;
        MaxDevices = draft.CountDevices();
    }

    /// <summary>One more than the largest device id that occurs in any bucket.</summary>
    public int MaxDevices { get; }

    /// <summary>The knobs of the mapper.</summary>
    public Tunables Tunables => _draft.Tunables;

    /// <summary>Every bucket, shadow buckets included, from id -1 down.</summary>
    public IEnumerable<Bucket> Buckets => _draft.ExistingBuckets;

    /// <summary>Names of types; 0 is the type of devices.</summary>
    public NameTable TypeNames => _draft.TypeNames;

    /// <summary>Names of devices and buckets.</summary>
    public NameTable ItemNames => _draft.ItemNames;

    /// <summary>Names of rules.</summary>
    public NameTable RuleNames => _draft.RuleNames;

    /// <summary>Names of device classes.</summary>
    public NameTable ClassNames => _draft.ClassNames;

    /// <summary>Indexes of the weight sets: pool ids, and <see cref="WeightSet.Default"/>.</summary>
    public IEnumerable<long> WeightSetIndexes => _draft.WeightSets.Keys;

    /// <summary>One more than the largest rule id.</summary>
    public int MaxRules => _draft.Rules.Count;

    internal IReadOnlyList<Bucket?> BucketSlots => _draft.Buckets;

    internal MapDraft Draft => _draft;

    /// <summary>The bucket of an id, or null.</summary>
    public Bucket? FindBucket(int id) => _draft.Find(id);

    /// <summary>The bucket of a name, or null.</summary>
    public Bucket? FindBucket(string name) => ItemNames.TryGetId(name, out int id) ? _draft.Find(id) : null;

    /// <summary>The rule of an id, or null.</summary>
    public Rule? FindRule(int id) => (uint)id < (uint)_draft.Rules.Count ? _draft.Rules[id] : null;

    /// <summary>The id of a rule's name.</summary>
    public bool TryGetRuleId(string name, out int id) => RuleNames.TryGetId(name, out id);

    /// <summary>The weight set of exactly this index, or null.</summary>
    public WeightSet? FindWeightSet(long index) => _draft.WeightSets.GetValueOrDefault(index);

    /// <summary>The weight set that serves a pool: its own, else the default one, else null.</summary>
    public WeightSet? WeightSetFor(long pool) => FindWeightSet(pool) ?? FindWeightSet(WeightSet.Default);

    /// <summary>The class name of a device (or of a shadow bucket), or null.</summary>
    public string? ClassOf(int item) => _draft.ItemClasses.TryGetValue(item, out int id) ? ClassNames[id] : null;

    /// <summary>The buckets that hold an item directly, shadow buckets included.</summary>
    public IEnumerable<Bucket> ParentsOf(int item) => _draft.ParentsOf(item);

    /// <summary>Buckets that no bucket holds, by ascending id; shadow roots included.</summary>
    public IReadOnlyList<Bucket> Roots() => _draft.Roots();

    /// <summary>Whether the bucket holds only the devices of one class of another bucket.</summary>
    public bool IsShadow(Bucket bucket)
    {
        ArgumentNullException.ThrowIfNull(bucket);
        return _draft.IsShadow(bucket.Id);
    }

    /// <summary>The shadow bucket of a bucket for a class.</summary>
    public bool TryGetShadow(int bucketId, string className, [MaybeNullWhen(false)] out Bucket shadow)
    {
        shadow = null;
        if (ClassNames.TryGetId(className, out int id) && _draft.ShadowIds.TryGetValue(bucketId, out var shadows)
            && shadows.TryGetValue(id, out int shadowId))
            shadow = FindBucket(shadowId);
        return shadow is not null;
    }

    /// <summary>Whether any bucket holds the device.</summary>
    public bool HoldsDevice(int device) => Buckets.Any(b => b.IndexOf(device) >= 0);

    /// <summary>Starts a change: a copy to edit, which becomes a new map.</summary>
    public CrushMapEditor Edit() => new(new MapDraft(_draft));
}
