namespace Coordination.Crush;

/// <summary>Makes the weight of every bucket the sum of what is below it (FACTS §14).</summary>
internal static class WholeReweight
{
    public static void Run(MapDraft draft)
    {
        foreach (Bucket root in draft.Roots())
        {
            if (draft.IsShadow(root.Id))
                continue;
            Reweight(draft, root.Id);
            foreach (WeightSet set in draft.WeightSets.Values)
                Reweight(draft, set, root);
        }
    }

    private static uint Reweight(MapDraft draft, int bucketId)
    {
        Bucket bucket = draft.Find(bucketId)!;      // HierarchyCheck: no dangling ids
        uint[] weights = bucket.ItemWeights.ToArray();
        for (int i = 0; i < weights.Length; i++)
        {
            if (bucket.Items[i] < 0)
                weights[i] = Reweight(draft, bucket.Items[i]);
        }
        if (bucket.Algorithm == BucketAlgorithm.Uniform)
            Array.Fill(weights, UniformWeight(bucket, weights));
        bucket = BucketShape.With(bucket, bucket.ItemArray, weights, draft.Tunables.StrawCalcVersion);
        draft.Put(bucket);
        return bucket.Weight.Fixed;
    }

    /// <summary>
    /// A uniform bucket with more buckets than devices takes their average; else it keeps its weight.
    /// </summary>
    private static uint UniformWeight(Bucket bucket, uint[] weights)
    {
        ulong sum = 0;
        uint buckets = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (bucket.Items[i] < 0)
                (sum, buckets) = (sum + weights[i], buckets + 1);
        }
        return buckets > weights.Length - buckets ? (uint)(sum / buckets) : bucket.UniformWeight;
    }

    /// <summary>
    /// In a weight set, the entries of child buckets become their sums, at position 0 only. A bucket without vectors
    /// counts as 0.
    /// </summary>
    private static uint Reweight(MapDraft draft, WeightSet set, Bucket bucket)
    {
        int slot = CrushItem.Slot(bucket.Id);
        WeightSetEntry? entry = set[bucket.Id] is { PositionCount: > 0 } own ? own : null;
        for (int i = 0; i < bucket.Items.Length; i++)
        {
            if (draft.Find(bucket.Items[i]) is { } child)
            {
                uint below = Reweight(draft, set, child);
                entry = entry?.WithWeight(i, below, onlyPosition: 0);
            }
        }
        if (entry is null)
            return 0;
        set.Entries[slot] = entry;
        return WeightChange.Sum(entry.WeightsAt(0));
    }
}
