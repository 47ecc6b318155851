namespace Coordination.Crush;

/// <summary>
/// Straw lengths of a straw bucket (FACTS §8): the longer an item's straw, the more draws it wins. Each length follows
/// from those of all lighter items, which is why a change of one weight moves data between others (straw2 does not).
/// </summary>
public static class StrawLengths
{
    /// <summary>Lengths, 16.16, in the order of the weights.</summary>
    /// <param name="version">0 (with its defect for zero and equal weights) or 1: <see
    /// cref="Tunables.StrawCalcVersion"/>.</param>
    /// <param name="weights">Weights of the items, 16.16.</param>
    /// <remarks>Uses the power function of the platform, as Ceph does; another may differ in the last bit.</remarks>
    public static uint[] Compute(int version, ReadOnlySpan<uint> weights)
    {
        var lengths = new uint[weights.Length];
        uint[] sorted = weights.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length).OrderBy(i => sorted[i])];   // stable

        double straw = 1, below = 0, last = 0;
        int left = sorted.Length;
        for (int i = 0; i < order.Length;)
        {
            uint current = sorted[order[i]];
            if (current == 0)
            {
                lengths[order[i++]] = 0;
                if (version >= 1)
                    left--;
                continue;
            }

            lengths[order[i++]] = ToFixed(straw);
            if (i == order.Length)
                break;
            uint next = sorted[order[i]];
            if (version == 0 && next == current)
                continue;

            below += (current - last) * left;
            left -= version == 0 ? CountOf(next, sorted, order.AsSpan(i)) : 1;
            double above = unchecked((uint)left * (next - current));
            straw *= Math.Pow(1 / (below / (below + above)), 1.0 / left);
            last = current;
        }
        return lengths;
    }

    private static int CountOf(uint weight, uint[] weights, ReadOnlySpan<int> order)
    {
        int count = 0;
        foreach (int i in order)
        {
            if (weights[i] == weight)
                count++;
        }
        return count;
    }

    // Version 0 can run out of items ("left" reaches 0) and make the straw infinite or not a number; C's conversion of
    // such a value is undefined, ours saturates.
    private static uint ToFixed(double straw) =>
        (uint)Math.Clamp(double.IsNaN(straw) ? 0 : straw * 65536, 0, uint.MaxValue);
}
