namespace Coordination.Crush;

/// <summary>
/// A map while it is made: by the compiler, the decoder, the builder, an editor. Becomes a <see cref="CrushMap"/>.
/// </summary>
internal sealed class MapDraft
{
    public MapDraft()
    {
    }

    public MapDraft(MapDraft other)
    {
        Tunables = other.Tunables;
        Buckets.AddRange(other.Buckets);
        Rules.AddRange(other.Rules);
        (TypeNames, ItemNames) = (new NameTable(other.TypeNames), new NameTable(other.ItemNames));
        (RuleNames, ClassNames) = (new NameTable(other.RuleNames), new NameTable(other.ClassNames));
        ItemClasses = new SortedDictionary<int, int>(other.ItemClasses);
        foreach (var (bucket, shadows) in other.ShadowIds)
            ShadowIds[bucket] = new SortedDictionary<int, int>(shadows);
        foreach (var (index, set) in other.WeightSets)
            WeightSets[index] = new WeightSet(set);
    }

    public Tunables Tunables { get; set; } = Tunables.Legacy;

    /// <summary>By slot (-1 - id); null is a free slot. As long as the encoding says (8, 16, 32, ..).</summary>
    public List<Bucket?> Buckets { get; } = [];

    public List<Rule?> Rules { get; } = [];

    public NameTable TypeNames { get; } = new();

    public NameTable ItemNames { get; } = new();

    public NameTable RuleNames { get; } = new();

    public NameTable ClassNames { get; } = new();

    /// <summary>Class of devices, and of the shadow buckets made for a class.</summary>
    public SortedDictionary<int, int> ItemClasses { get; } = [];

    /// <summary>Bucket → class → the shadow bucket that holds only devices of the class.</summary>
    public SortedDictionary<int, SortedDictionary<int, int>> ShadowIds { get; } = [];

    public SortedDictionary<long, WeightSet> WeightSets { get; } = [];

    public IEnumerable<Bucket> ExistingBuckets => Buckets.OfType<Bucket>();

    public Bucket? Find(int bucketId)
    {
        int slot = CrushItem.Slot(bucketId);
        return (uint)slot < (uint)Buckets.Count ? Buckets[slot] : null;
    }

    /// <summary>
    /// Puts a bucket into its slot; the array starts with 8 slots and doubles until the slot fits (FACTS §8).
    /// </summary>
    public void Put(Bucket bucket)
    {
        int slot = CrushItem.Slot(bucket.Id);
        int slots = Math.Max(8, Buckets.Count);
        while (slots <= slot)
            slots *= 2;
        while (Buckets.Count < slots)
            Buckets.Add(null);
        Buckets[slot] = bucket;
    }

    /// <summary>Puts a rule into its slot.</summary>
    public void Put(int ruleId, Rule rule)
    {
        while (Rules.Count <= ruleId)
            Rules.Add(null);
        Rules[ruleId] = rule;
    }

    /// <summary>The buckets that hold an item directly, by descending id.</summary>
    public IEnumerable<Bucket> ParentsOf(int item) => ExistingBuckets.Where(b => b.IndexOf(item) >= 0);

    /// <summary>Whether a bucket was made for a device class: its name is <c>original~class</c>.</summary>
    public bool IsShadow(int bucketId) => ItemNames[bucketId]?.Contains('~') == true;

    /// <summary>One more than the largest device id that occurs in any bucket.</summary>
    public int CountDevices()
    {
        int largest = -1;
        foreach (Bucket bucket in ExistingBuckets)
        {
            foreach (int item in bucket.Items)
                largest = Math.Max(largest, item);
        }
        return largest + 1;
    }

    /// <summary>Buckets that no bucket holds, by ascending id.</summary>
    public List<Bucket> Roots()
    {
        var held = new HashSet<int>();
        foreach (Bucket bucket in ExistingBuckets)
        {
            foreach (int item in bucket.Items)
                held.Add(item);
        }
        return [.. ExistingBuckets.Where(b => !held.Contains(b.Id)).OrderBy(b => b.Id)];
    }
}
