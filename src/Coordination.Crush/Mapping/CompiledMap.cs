namespace Coordination.Crush;

/// <summary>
/// A map as the mapper reads it: all buckets in few flat arrays, with one weight set already merged in. Immutable.
/// </summary>
internal sealed class CompiledMap
{
    /// <summary>
    /// Elements that may be read before and behind the entries of <see cref="DrawIds"/> and <see cref="Reciprocals"/>:
    /// a vector.
    /// </summary>
    public const int Padding = 16;

    private const uint SignBit = 0x80000000;

    /// <summary>Where a bucket's parts lie.</summary>
    internal struct Slot
    {
        public int Id;
        public int Size;
        public int Type;
        public BucketAlgorithm Algorithm;
        public byte HashType;

        /// <summary>
        /// straw2 with hash type 0 and no weight that Ceph takes for negative: the vector draw serves it.
        /// </summary>
        public bool CanVectorise;

        /// <summary>
        /// First item in <see cref="Items"/>, <see cref="Weights"/>, and, per position, in the draw arrays.
        /// </summary>
        public int FirstItem;

        /// <summary>First of Size × Positions entries in the draw arrays.</summary>
        public int FirstDraw;
        public int Positions;

        /// <summary>First list sum, tree place or straw length in <see cref="Derived"/>.</summary>
        public int FirstDerived;
        public int TreePlaces;
    }

    private CompiledMap(CrushMap map, Tunables tunables)
    {
        Map = map;
        Tunables = tunables;
        Buckets = new Slot[map.BucketSlots.Count];
        MaxDevices = map.MaxDevices;
    }

    public CrushMap Map { get; }

    public Tunables Tunables { get; }

    public int MaxDevices { get; }

    public Slot[] Buckets { get; }

    public int[] Items { get; private set; } = [];

    /// <summary>The buckets' own weights: for list, tree and uniform.</summary>
    public uint[] Weights { get; private set; } = [];

    public uint[] Derived { get; private set; } = [];

    /// <summary>straw2: what is hashed for each item.</summary>
    public int[] DrawIds { get; private set; } = [];

    /// <summary>straw2: weight of each item, of the weight set if there is one.</summary>
    public uint[] DrawWeights { get; private set; } = [];

    /// <summary>straw2: 1 / weight, rounded; infinite for weight 0.</summary>
    public float[] Reciprocals { get; private set; } = [];

    public int LargestBucket { get; private set; }

    /// <summary>
    /// More than one position in some bucket: what is drawn depends on how many replicas were placed before.
    /// </summary>
    public bool DependsOnPosition { get; private set; }

    public static CompiledMap Compile(CrushMap map, WeightSet? weightSet)
    {
        var compiled = new CompiledMap(map, map.Tunables);
        List<int> items = [], drawIds = [.. new int[Padding]];
        List<uint> weights = [], derived = [], drawWeights = [.. new uint[Padding]];
        for (int slot = 0; slot < compiled.Buckets.Length; slot++)
        {
            if (map.BucketSlots[slot] is not { } bucket)
                continue;
            WeightSetEntry? entry = bucket.Algorithm == BucketAlgorithm.Straw2
                ? weightSet?.Entries.GetValueOrDefault(slot) : null;
            int positions = Math.Max(1, entry?.PositionCount ?? 0);
            compiled.Buckets[slot] = new Slot
            {
                Id = bucket.Id,
                Size = bucket.Items.Length,
                Type = bucket.Type,
                Algorithm = bucket.Algorithm,
                HashType = bucket.HashType,
                FirstItem = items.Count,
                FirstDraw = drawIds.Count,
                Positions = positions,
                FirstDerived = derived.Count,
                TreePlaces = bucket.Algorithm == BucketAlgorithm.Tree ? bucket.Derived.Length : 0,
                CanVectorise = bucket.Algorithm == BucketAlgorithm.Straw2 && bucket.HashType == 0,
            };
            compiled.LargestBucket = Math.Max(compiled.LargestBucket, bucket.Items.Length);
            compiled.DependsOnPosition |= positions > 1;
            items.AddRange(bucket.Items);
            weights.AddRange(bucket.ItemWeights);
            derived.AddRange(bucket.Derived);
            if (bucket.Algorithm != BucketAlgorithm.Straw2)
                continue;
            for (int p = 0; p < positions; p++)
            {
                drawIds.AddRange(entry is { Ids.Length: > 0 } ? entry.Ids : bucket.Items);
                ReadOnlySpan<uint> drawn = entry is { PositionCount: > 0 } ? entry.WeightsAt(p) : bucket.ItemWeights;
                drawWeights.AddRange(drawn);
                if (drawn.ContainsAnyInRange(SignBit, uint.MaxValue))
                    compiled.Buckets[slot].CanVectorise = false;
            }
        }
        compiled.Fill(items, weights, derived, drawIds, drawWeights);
        return compiled;
    }

    /// <summary>Whether the item is a bucket of this map.</summary>
    public bool IsBucket(int item)
    {
        int slot = CrushItem.Slot(item);
        return item < 0 && (uint)slot < (uint)Buckets.Length && Buckets[slot].Id == item;
    }

    /// <summary>Type of an item: 0 of a device, also of one that is not in the map.</summary>
    public int TypeOf(int item) => item >= 0 ? 0 : Buckets[CrushItem.Slot(item)].Type;

    private void Fill(List<int> items, List<uint> weights, List<uint> derived, List<int> drawIds,
        List<uint> drawWeights)
    {
        Items = [.. items];
        Weights = [.. weights];
        Derived = [.. derived];
        DrawIds = [.. drawIds, .. new int[Padding]];
        DrawWeights = [.. drawWeights];
        Reciprocals = new float[DrawIds.Length];
        for (int i = 0; i < DrawWeights.Length; i++)
            Reciprocals[i] = (float)(1.0 / DrawWeights[i]);
    }
}
