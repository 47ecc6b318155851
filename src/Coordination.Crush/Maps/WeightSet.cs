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

    /// <summary>Replica positions of the set: those of its first bucket that has weights; 1 if none has.</summary>
    internal int PositionCount
    {
        get
        {
            foreach (WeightSetEntry entry in Entries.Values)
            {
                if (entry.PositionCount > 0)
                    return entry.PositionCount;
            }
            return 1;
        }
    }

    /// <summary>What the set replaces in a bucket, or null.</summary>
    public WeightSetEntry? this[int bucketId] => Entries.GetValueOrDefault(CrushItem.Slot(bucketId));
}
