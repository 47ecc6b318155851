namespace Coordination.Crush;

/// <summary>
/// One firstn choice: n items of a type below a bucket, each found by new descents until it collides with none before
/// it. What cannot be found is left out, so that later replicas move up (FACTS §4).
/// </summary>
internal readonly record struct FirstnChoice(Descent Descent, DescentSettings Settings, int Bucket, int Type)
{
    private enum Verdict
    {
        Accepted,
        Collided,
        Rejected,
        GivenUp,
    }

    public int Count { get; init; }

    /// <summary>Places that are left for results.</summary>
    public int Room { get; init; }

    public int Tries { get; init; }

    public int LeafTries { get; init; }

    public bool ToLeaf { get; init; }

    /// <summary>Attempt number of the choice above, from which this one's start.</summary>
    public int ParentR { get; init; }

    /// <param name="chosen">Results so far, up to <paramref name="position"/>; new ones are appended.</param>
    /// <param name="position">How many there are.</param>
    /// <param name="leaves">With <see cref="ToLeaf"/>: the device below each.</param>
    /// <returns>How many there are now.</returns>
    public int Run(Span<int> chosen, int position, Span<int> leaves)
    {
        int room = Room;
        for (int rep = Settings.Stable ? 0 : position; rep < Count && room > 0 && !Descent.Budget.IsSpent; rep++)
        {
            if (!TryPlace(rep, chosen, position, leaves))
                continue;
            position++;
            room--;
        }
        return position;
    }

    private bool TryPlace(int rep, Span<int> chosen, int position, Span<int> leaves)
    {
        int failures = 0;
        while (true)
        {
            int bucket = Bucket;
            int localFailures = 0;
            bool again;
            do
            {
                Verdict verdict = Pick(ref bucket, rep + ParentR + failures, localFailures, chosen, position, leaves);
                if (verdict == Verdict.GivenUp)
                    return false;
                if (verdict == Verdict.Accepted)
                {
                    Descent.Histogram?.Count(failures);
                    return true;
                }
                failures++;
                localFailures++;
                again = (verdict == Verdict.Collided && localFailures <= Settings.LocalTries)
                    || (Settings.FallbackTries > 0 && localFailures <= SizeOf(bucket) + Settings.FallbackTries);
            }
            while (again);
            if (failures >= Tries)
                return false;
        }
    }

    /// <summary>Descends from <paramref name="bucket"/>, which is left at the bucket where the pick was made.</summary>
    private Verdict Pick(ref int bucket, int r, int localFailures, Span<int> chosen, int position, Span<int> leaves)
    {
        if (!Descent.Budget.TrySpend())
            return Verdict.GivenUp;
        CompiledMap map = Descent.Map;
        int item;
        while (true)
        {
            ref CompiledMap.Slot slot = ref map.Buckets[CrushItem.Slot(bucket)];
            if (slot.Size == 0)
                return Verdict.Rejected;
            bool permuted = Settings.FallbackTries > 0 && localFailures >= slot.Size / 2
                && localFailures > Settings.FallbackTries;
            item = permuted ? BucketDraw.ChoosePermuted(map, slot, Descent.X, (uint)r)
                : Descent.Choose(slot, r, position);
            if (item >= map.MaxDevices)
                return Verdict.GivenUp;
            if (map.TypeOf(item) == Type)
                break;
            if (item >= 0)
                return Verdict.GivenUp;
            bucket = item;
        }

        if (chosen[..position].Contains(item))
            return Verdict.Collided;
        if (ToLeaf && !TryLeaf(item, r, position, leaves))
            return Verdict.Rejected;
        if (Type == 0 && Descent.IsOut(item))
            return Verdict.Rejected;
        chosen[position] = item;
        return Verdict.Accepted;
    }

    private bool TryLeaf(int item, int r, int position, Span<int> leaves)
    {
        if (item >= 0)
        {
            leaves[position] = item;
            return true;
        }
        var leaf = this with
        {
            Bucket = item,
            Type = 0,
            Count = Settings.Stable ? 1 : position + 1,
            Room = 1,
            Tries = LeafTries,
            LeafTries = 0,
            ToLeaf = false,
            ParentR = Settings.LeafAttempt(r),
        };
        return leaf.Run(leaves, position, []) > position;
    }

    private int SizeOf(int bucket) => Descent.Map.Buckets[CrushItem.Slot(bucket)].Size;
}
