namespace Coordination.Crush;

/// <summary>Puts items into buckets and takes them out (FACTS §14).</summary>
internal static class ItemPlacing
{
    /// <summary>
    /// Puts an item below the lowest named bucket that exists; named buckets below that are made. Then the item's
    /// weight is set where it landed.
    /// </summary>
    public static void Insert(MapDraft draft, int item, uint weight, Location location, bool initialiseWeightSets)
    {
        location.Check(draft);
        int current = item;
        foreach (var (type, name) in location.FromBelow(draft))
        {
            if (!draft.ItemNames.TryGetId(name, out int bucketId))
            {
                int made = CreateBucket(draft, name, type, [current]);
                GiveWeightSetsTo(draft, made);
                current = made;
                continue;
            }
            Append(draft, draft.Find(bucketId)!, current);      // Location.Check: a bucket
            break;
        }

        foreach (var (_, name) in location.Alphabetically)
        {
            if (draft.ItemNames.TryGetId(name, out int bucketId) && draft.Find(bucketId)!.IndexOf(item) >= 0)
                WeightChange.Set(draft, bucketId, item, weight, initialiseWeightSets);
        }
    }

    /// <summary>Takes the item out of a bucket; its weight goes first, so that all above it shrink too.</summary>
    public static void Detach(MapDraft draft, int bucketId, int item)
    {
        WeightChange.Set(draft, bucketId, item, 0, alsoInWeightSets: true);
        Bucket bucket = draft.Find(bucketId)!;                  // WeightChange.Set found it
        int index = bucket.IndexOf(item);
        var (items, weights) = bucket.Algorithm == BucketAlgorithm.Tree ? WithoutLeaf(bucket, index)
            : (Without(bucket.Items, index), Without(bucket.ItemWeights, index));
        draft.Put(BucketShape.With(bucket, items, weights, draft.Tunables.StrawCalcVersion));
        int slot = CrushItem.Slot(bucketId);
        foreach (WeightSet set in draft.WeightSets.Values)
        {
            if (set.Entries.TryGetValue(slot, out WeightSetEntry? entry))
                set.Entries[slot] = entry.Without(index).Fitted(items.Length);
        }
    }

    private static T[] Without<T>(ReadOnlySpan<T> array, int index) => [.. array[..index], .. array[(index + 1)..]];

    /// <summary>
    /// The leaves of a tree keep their places, as the draw depends on them: device 0 of weight 0 stands in for what was
    /// taken out, and leaves at the end are cut off for as long as they weigh nothing.
    /// </summary>
    private static (int[] Items, uint[] Weights) WithoutLeaf(Bucket bucket, int index)
    {
        int[] items = bucket.Items.ToArray();
        items[index] = 0;
        int size = bucket.ItemWeights.LastIndexOfAnyExcept(0u) + 1;     // the item's weight is 0 by now
        return (items[..size], bucket.ItemWeights[..size].ToArray());
    }

    /// <summary>Makes a bucket of the default algorithm, whose items weigh nothing yet; returns its id.</summary>
    public static int CreateBucket(MapDraft draft, string name, int type, int[] items)
    {
        int id = -1;
        while (draft.Find(id) is not null || IsRecorded(draft, id))
            id--;
        draft.Put(BucketShape.Create(id, type, draft.Tunables.DefaultAlgorithm, 0, items, new uint[items.Length],
            draft.Tunables.StrawCalcVersion));
        draft.ItemNames.Set(id, name);
        return id;
    }

    private static bool IsRecorded(MapDraft draft, int id) => draft.ShadowIds.Values.Any(s => s.ContainsValue(id));

    private static void Append(MapDraft draft, Bucket bucket, int item)
    {
        if (bucket.IndexOf(item) >= 0)
            throw new CrushEditException($"'{draft.ItemNames[bucket.Id]}' holds '{draft.ItemNames[item]}' already.");
        if (LiesBelow(draft, bucket.Id, item))
            throw new CrushEditException($"'{draft.ItemNames[bucket.Id]}' lies below '{draft.ItemNames[item]}'.");
        draft.Put(BucketShape.With(bucket, [.. bucket.Items, item], [.. bucket.ItemWeights, 0u],
            draft.Tunables.StrawCalcVersion));
        int slot = CrushItem.Slot(bucket.Id);
        foreach (WeightSet set in draft.WeightSets.Values)
        {
            if (set.Entries.TryGetValue(slot, out WeightSetEntry? entry))
                set.Entries[slot] = entry.Appended(item, 0);
        }
    }

    private static bool LiesBelow(MapDraft draft, int item, int root) =>
        item == root || draft.ParentsOf(item).Any(parent => LiesBelow(draft, parent.Id, root));

    /// <summary>
    /// A new bucket has as many positions as its sets have; Ceph writes past the end of memory here (FACTS §14).
    /// </summary>
    private static void GiveWeightSetsTo(MapDraft draft, int bucketId)
    {
        Bucket bucket = draft.Find(bucketId)!;                  // just made
        foreach (WeightSet set in draft.WeightSets.Values)
            set.GiveVectors(bucket, leastPositions: 1);
    }
}
