namespace Coordination.Crush;

/// <summary>
/// One indep choice: every position looks for its own item, all positions round by round, and what cannot be found
/// stays a hole, so that the others keep their places (FACTS §4).
/// </summary>
internal readonly record struct IndepChoice(Descent Descent, DescentSettings Settings, int Bucket, int Type)
{
    /// <summary>Replicas of the whole step: the stride of attempt numbers.</summary>
    public int Count { get; init; }

    public int Tries { get; init; }

    public int LeafTries { get; init; }

    public bool ToLeaf { get; init; }

    public int ParentR { get; init; }

    /// <summary>Chooses for the positions from <paramref name="first"/> on, <paramref name="left"/> of them.</summary>
    public void Run(Span<int> chosen, int first, int left, Span<int> leaves)
    {
        int end = first + left;
        chosen[first..end].Fill(CrushItem.Undefined);
        if (ToLeaf)
            leaves[first..end].Fill(CrushItem.Undefined);

        int round = 0;
        for (; left > 0 && round < Tries; round++)
        {
            for (int rep = first; rep < end; rep++)
            {
                if (chosen[rep] == CrushItem.Undefined && TrySettle(rep, first, end, round, chosen, leaves))
                    left--;
            }
        }
        chosen[first..end].Replace(CrushItem.Undefined, CrushItem.None);
        if (ToLeaf)
            leaves[first..end].Replace(CrushItem.Undefined, CrushItem.None);
        Descent.Histogram?.Count(round);
    }

    /// <returns>Whether the position is done: it has an item, or never will.</returns>
    private bool TrySettle(int rep, int first, int end, int round, Span<int> chosen, Span<int> leaves)
    {
        if (!Descent.Budget.TrySpend())
            return GiveUp(rep, chosen, leaves);
        CompiledMap map = Descent.Map;
        int bucket = Bucket;
        int item, r;
        while (true)
        {
            ref CompiledMap.Slot slot = ref map.Buckets[CrushItem.Slot(bucket)];
            if (slot.Size == 0)
                return false;
            // The prime-like stride keeps a uniform bucket, whose permutation has as many entries as replicas, moving
            // on.
            bool uniform = slot.Algorithm == BucketAlgorithm.Uniform && slot.Size % Count == 0;
            r = rep + ParentR + (uniform ? Count + 1 : Count) * round;
            item = Descent.Choose(slot, r, first);
            if (item >= map.MaxDevices || (item >= 0 && Type != 0))
                return GiveUp(rep, chosen, leaves);
            if (map.TypeOf(item) == Type)
                break;
            bucket = item;
        }

        if (chosen[first..end].Contains(item) || (ToLeaf && !TryLeaf(item, rep, r, leaves)))
            return false;
        if (Type == 0 && Descent.IsOut(item))
            return false;
        chosen[rep] = item;
        return true;
    }

    private bool GiveUp(int rep, Span<int> chosen, Span<int> leaves)
    {
        chosen[rep] = CrushItem.None;
        if (ToLeaf)
            leaves[rep] = CrushItem.None;
        return true;
    }

    private bool TryLeaf(int item, int rep, int r, Span<int> leaves)
    {
        if (item >= 0)
        {
            leaves[rep] = item;
            return true;
        }
        var leaf = this with { Bucket = item, Type = 0, Tries = LeafTries, LeafTries = 0, ToLeaf = false, ParentR = r };
        leaf.Run(leaves, rep, 1, []);
        return leaves[rep] != CrushItem.None;
    }
}
