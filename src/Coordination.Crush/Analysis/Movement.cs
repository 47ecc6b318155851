namespace Coordination.Crush;

/// <summary>What moves between two ways of placing the same inputs.</summary>
/// <param name="Inputs">Inputs compared.</param>
/// <param name="InputsChanged">Inputs whose devices differ, order included.</param>
/// <param name="Replicas">Replicas placed by the second.</param>
/// <param name="ReplicasMoved">Replicas on a device that did not hold the input before: the data that is
/// copied.</param>
public readonly record struct Movement(long Inputs, long InputsChanged, long Replicas, long ReplicasMoved)
{
    /// <summary>Part of all replicas that is copied, 0 to 1.</summary>
    public double MovedFraction => Replicas == 0 ? 0 : (double)ReplicasMoved / Replicas;

    /// <summary>
    /// The least part of the data that any placement by weight has to copy: what the devices that grow must receive.
    /// </summary>
    /// <param name="before">Share of each device as it is (<see cref="RuleTargets.Shares"/>).</param>
    /// <param name="after">Share of each device as it shall be.</param>
    public static double LeastFraction(IReadOnlyDictionary<int, double> before, IReadOnlyDictionary<int, double> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return after.Sum(share => Math.Max(0, share.Value - before.GetValueOrDefault(share.Key)));
    }

    /// <summary>Places a range of inputs both ways.</summary>
    /// <param name="before">The mapper as it is.</param>
    /// <param name="after">The mapper as it shall be.</param>
    /// <param name="first">The first input.</param>
    /// <param name="count">How many.</param>
    public static Movement Between(CrushMapper before, CrushMapper after, uint first, long count)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        MapperScratch beforeScratch = before.CreateScratch(), afterScratch = after.CreateScratch();
        Span<int> old = new int[before.Replicas], young = new int[after.Replicas];
        long changed = 0, replicas = 0, moved = 0;
        for (long i = 0; i < count; i++)
        {
            uint input = first + (uint)i;
            Span<int> was = old[..before.Map(input, old, beforeScratch)];
            Span<int> becomes = young[..after.Map(input, young, afterScratch)];
            if (!was.SequenceEqual(becomes))
                changed++;
            foreach (int device in becomes)
            {
                if (device == CrushItem.None)
                    continue;
                replicas++;
                if (!was.Contains(device))
                    moved++;
            }
        }
        return new Movement(count, changed, replicas, moved);
    }
}
