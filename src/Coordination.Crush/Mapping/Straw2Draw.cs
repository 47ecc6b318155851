namespace Coordination.Crush;

/// <summary>The draw of straw2: the item with the largest (log2 of its hash) / weight (FACTS §3).</summary>
public static class Straw2Draw
{
    /// <summary>One item's draw; the largest wins.</summary>
    /// <param name="hash">Hash of input, item and attempt; 16 bits of it count.</param>
    /// <param name="weight">16.16. Taken as a signed number, as Ceph does: from 32768.0 on the draw is
    /// positive.</param>
    /// <returns>Zero or less for usual weights; <see cref="long.MinValue"/> for weight 0.</returns>
    public static long Draw(uint hash, uint weight) =>
        weight == 0 ? long.MinValue : (CrushLog.Log2(hash) - CrushLog.Top) / (int)weight;

    /// <summary>Index of the winner, by exact arithmetic.</summary>
    internal static int Choose(CompiledMap map, in CompiledMap.Slot bucket, uint x, uint r, int position)
    {
        int first = FirstDraw(bucket, position);
        int winner = 0;
        long best = long.MinValue;
        for (int i = 0; i < bucket.Size; i++)
        {
            uint hash = CrushHash.HashOf(bucket.HashType, x, (uint)map.DrawIds[first + i], r);
            long draw = Draw(hash, map.DrawWeights[first + i]);
            if (draw > best)
                (winner, best) = (i, draw);
        }
        return winner;
    }

    internal static int FirstDraw(in CompiledMap.Slot bucket, int position) =>
        bucket.FirstDraw + Math.Min(position, bucket.Positions - 1) * bucket.Size;
}
