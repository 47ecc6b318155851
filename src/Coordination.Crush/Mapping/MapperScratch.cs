namespace Coordination.Crush;

/// <summary>
/// The working memory of a mapper, so that mapping allocates nothing. One per thread: it is used by one call at a time.
/// </summary>
public sealed class MapperScratch
{
    internal MapperScratch(CrushMapper owner, int replicas, DrawQueue? queue, FirstnBatch? batch)
    {
        (Queue, Batch) = (queue, batch);
        Owner = owner;
        Working = new int[Math.Max(1, replicas)];
        Output = new int[replicas];
        Leaves = new int[replicas];
    }

    /// <summary>Counts the tries of every choice while it is set; mapping is slower then.</summary>
    public ChooseTries? Histogram { get; set; }

    internal CrushMapper Owner { get; }

    internal DrawQueue? Queue { get; }

    internal FirstnBatch? Batch { get; }

    internal AttemptBudget Budget { get; } = new();

    internal int[] Working { get; }

    internal int[] Output { get; }

    internal int[] Leaves { get; }

    /// <summary>Chosen items per step and replica of a multi-step-retry rule; made when one runs.</summary>
    internal int[][] MsrLevels { get; set; } = [];
}
