namespace Coordination.Crush;

/// <summary>
/// An alternative set of straw2 weights and ids ("choose_args"), by which a balancer corrects the load without touching
/// the weights that operators see.
/// </summary>
public sealed class WeightSet
{
    /// <summary>Index of the set that serves every pool without one of its own.</summary>
    public const long Default = -1;

    internal WeightSet()
    {
    }

    internal WeightSet(WeightSet other) => Entries = new SortedDictionary<int, WeightSetEntry>(other.Entries);

    /// <summary>What is replaced, by bucket slot (-1 - bucket id).</summary>
    internal SortedDictionary<int, WeightSetEntry> Entries { get; } = [];

    /// <summary>Replica positions of the set: those of its first bucket that has weights; 0 if none has.</summary>
    internal int PositionCount
    {
        get
        {
            foreach (WeightSetEntry entry in Entries.Values)
            {
                if (entry.PositionCount > 0)
                    return entry.PositionCount;
            }
            return 0;
        }
    }

    /// <summary>What the set replaces in a bucket, or null.</summary>
    public WeightSetEntry? this[int bucketId] => Entries.GetValueOrDefault(CrushItem.Slot(bucketId));

    /// <summary>
    /// Gives a bucket without vectors copies of its own weights, as many as the set has positions. As in Ceph, whatever
    /// the bucket's algorithm: other than straw2 ignore them, and they are dropped when the map is decoded.
    /// </summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="leastPositions">How many it gets at least, where the set has none yet.</param>
    internal void GiveVectors(Bucket bucket, int leastPositions = 0)
    {
        int slot = CrushItem.Slot(bucket.Id);
        WeightSetEntry? entry = Entries.GetValueOrDefault(slot);
        int count = Math.Max(leastPositions, PositionCount);
        if (count == 0 || entry is { PositionCount: > 0 })
            return;
        uint[][] positions = [.. Enumerable.Range(0, count).Select(_ => bucket.ItemWeights.ToArray())];
        Entries[slot] = new WeightSetEntry(positions, entry?.IdArray ?? []);
    }
}
