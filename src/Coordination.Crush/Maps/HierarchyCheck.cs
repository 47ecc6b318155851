namespace Coordination.Crush;

/// <summary>
/// What no map may have, as the mapper could not walk it: dangling ids, cycles, types without a name.
/// </summary>
internal static class HierarchyCheck
{
    /// <param name="BucketId">The bucket where it was found.</param>
    /// <param name="What">The problem, in words.</param>
    public readonly record struct Problem(int BucketId, string What);

    public static Problem? FindProblem(MapDraft draft)
    {
        foreach (Bucket bucket in draft.ExistingBuckets)
        {
            if (bucket.Type == 0)
                return new Problem(bucket.Id, $"bucket {bucket.Id} has type 0, which is that of devices");
            if (draft.TypeNames[bucket.Type] is null)
                return new Problem(bucket.Id, $"bucket {bucket.Id} has type {bucket.Type}, which has no name");
            foreach (int item in bucket.Items)
            {
                if (item < 0 ? draft.Find(item) is null : item > CrushLimits.MaxDeviceId)
                    return new Problem(bucket.Id, $"bucket {bucket.Id} holds item {item}, which does not exist");
            }
        }
        return FindCycle(draft);
    }

    /// <summary>
    /// Removes buckets whose buckets are all removed, level by level from below; each bucket's level is the longest way
    /// down. What cannot be removed lies on a cycle or above one.
    /// </summary>
    private static Problem? FindCycle(MapDraft draft)
    {
        var waiting = new Dictionary<int, int>();               // bucket → child buckets not yet removed
        var parents = new Dictionary<int, List<int>>();
        var ready = new Queue<(int Bucket, int Level)>();
        foreach (Bucket bucket in draft.ExistingBuckets)
        {
            int children = 0;
            foreach (int item in bucket.Items)
            {
                if (item >= 0)
                    continue;
                children++;
                if (!parents.TryGetValue(item, out var list))
                    parents[item] = list = [];
                list.Add(bucket.Id);
            }
            waiting[bucket.Id] = children;
            if (children == 0)
                ready.Enqueue((bucket.Id, 1));
        }

        while (ready.TryDequeue(out var next))
        {
            waiting.Remove(next.Bucket);
            if (next.Level > CrushLimits.MaxDepth)
                return new Problem(next.Bucket, $"more than {CrushLimits.MaxDepth} levels of buckets");
            foreach (int parent in parents.GetValueOrDefault(next.Bucket, []))
            {
                if (--waiting[parent] == 0)
                    ready.Enqueue((parent, next.Level + 1));
            }
        }
        return waiting.Count == 0 ? null
            : new Problem(waiting.Keys.Max(), $"bucket {waiting.Keys.Max()} contains itself, or a bucket that does");
    }
}
