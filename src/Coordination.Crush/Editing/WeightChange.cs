namespace Coordination.Crush;

/// <summary>
/// Changes of one weight, which go on up to the roots, in the map and in its weight sets (FACTS §14).
/// </summary>
internal static class WeightChange
{
    /// <summary>Changes the weight of an item wherever it is held.</summary>
    public static void Everywhere(MapDraft draft, int item, uint weight)
    {
        foreach (Bucket holder in draft.ParentsOf(item).ToList())
            Set(draft, holder.Id, item, weight, alsoInWeightSets: true);
    }

    /// <param name="draft">The map.</param>
    /// <param name="bucketId">The bucket that holds the item.</param>
    /// <param name="item">The item.</param>
    /// <param name="weight">Its new weight, 16.16.</param>
    /// <param name="alsoInWeightSets">Whether the item's entries in the weight sets become the weight too.</param>
    public static void Set(MapDraft draft, int bucketId, int item, uint weight, bool alsoInWeightSets)
    {
        SetOwn(draft, bucketId, item, weight);
        int slot = CrushItem.Slot(bucketId);
        foreach (WeightSet set in draft.WeightSets.Values)
        {
            if (alsoInWeightSets && set.Entries.TryGetValue(slot, out WeightSetEntry? entry))
                set.Entries[slot] = entry.WithWeight(draft.Find(bucketId)!.IndexOf(item), weight);  // SetOwn found it
            foreach (Bucket bucket in draft.ExistingBuckets)
                set.GiveVectors(bucket);
            foreach (Bucket bucket in draft.ExistingBuckets)
                PassUp(draft, set, bucket.Id);
        }
    }

    /// <summary>Sets the weight in the bucket, and the bucket's weight in its parents, up to the roots.</summary>
    private static void SetOwn(MapDraft draft, int bucketId, int item, uint weight)
    {
        Bucket bucket = draft.Find(bucketId) ?? throw new CrushEditException($"Bucket {bucketId} does not exist.");
        int index = bucket.IndexOf(item);
        if (index < 0)
            throw new CrushEditException($"Bucket {bucketId} does not hold item {item}.");
        uint[] weights = bucket.ItemWeights.ToArray();
        if (bucket.Algorithm == BucketAlgorithm.Uniform)
            Array.Fill(weights, weight);
        else
            weights[index] = weight;
        bucket = BucketShape.With(bucket, bucket.ItemArray, weights, draft.Tunables.StrawCalcVersion);
        draft.Put(bucket);
        foreach (Bucket parent in draft.ParentsOf(bucketId).ToList())
            SetOwn(draft, parent.Id, bucketId, bucket.Weight.Fixed);
    }

    /// <summary>
    /// Writes the sums of a bucket's vectors, position by position, into the vectors of its parents, and so on up.
    /// </summary>
    private static void PassUp(MapDraft draft, WeightSet set, int bucketId)
    {
        if (!set.Entries.TryGetValue(CrushItem.Slot(bucketId), out WeightSetEntry? entry))
            return;
        foreach (Bucket parent in draft.ParentsOf(bucketId).ToList())
        {
            int slot = CrushItem.Slot(parent.Id);
            if (!set.Entries.TryGetValue(slot, out WeightSetEntry? above))
                continue;
            int index = parent.IndexOf(bucketId);
            for (int p = 0; p < Math.Min(above.PositionCount, entry.PositionCount); p++)
                above = above.WithWeight(index, Sum(entry.WeightsAt(p)), p);
            set.Entries[slot] = above;
            PassUp(draft, set, parent.Id);
        }
    }

    public static uint Sum(ReadOnlySpan<uint> weights)
    {
        uint sum = 0;
        foreach (uint weight in weights)
            sum += weight;
        return sum;
    }
}
