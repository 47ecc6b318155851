namespace Coordination.Crush;

/// <summary>Puts items into buckets and takes them out (FACTS §14).</summary>
internal static class ItemPlacing
{
    /// <summary>
    /// Puts an item below the lowest named bucket that exists; named buckets below that are made. Then the item's
    /// weight is
    /// set where it landed.
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
        int[] items = [.. bucket.Items[..index], .. bucket.Items[(index + 1)..]];
        uint[] weights = [.. bucket.ItemWeights[..index], .. bucket.ItemWeights[(index + 1)..]];
        draft.Put(BucketShape.With(bucket, items, weights, draft.Tunables.StrawCalcVersion));
        int slot = CrushItem.Slot(bucketId);
        foreach (WeightSet set in draft.WeightSets.Values)
        {
            if (set.Entries.TryGetValue(slot, out WeightSetEntry? entry))
                set.Entries[slot] = entry.Without(index);
        }
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
        draft.Put(BucketShape.With(bucket, [.. bucket.Items, item], [.. bucket.ItemWeights, 0u],
            draft.Tunables.StrawCalcVersion));
        int slot = CrushItem.Slot(bucket.Id);
        foreach (WeightSet set in draft.WeightSets.Values)
        {
            if (set.Entries.TryGetValue(slot, out WeightSetEntry? entry))
                set.Entries[slot] = entry.Appended(item, 0);
        }
    }

    /// <summary>
    /// A new bucket has as many positions as its sets have; Ceph writes past the end of memory here (FACTS §14).
    /// </summary>
    private static void GiveWeightSetsTo(MapDraft draft, int bucketId)
    {
        Bucket bucket = draft.Find(bucketId)!;                  // just made
        if (bucket.Algorithm != BucketAlgorithm.Straw2)
            return;
        foreach (WeightSet set in draft.WeightSets.Values)
        {
            uint[][] positions = [.. Enumerable.Range(0, set.PositionCount).Select(_ => bucket.ItemWeights.ToArray())];
            set.Entries[CrushItem.Slot(bucketId)] = new WeightSetEntry(positions, []);
        }
    }
}
