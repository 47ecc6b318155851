namespace Coordination.Crush;

/// <summary>
/// Chooses one item of a bucket for input x and attempt r (FACTS §3). The bucket is not empty.
/// </summary>
internal static class BucketDraw
{
    /// <param name="map">The map.</param>
    /// <param name="bucket">Whose items to choose from.</param>
    /// <param name="x">The input of the placement.</param>
    /// <param name="r">Number of the attempt.</param>
    /// <param name="position">Replica position: which weights of a weight set count.</param>
    public static int Choose(CompiledMap map, in CompiledMap.Slot bucket, uint x, uint r, int position)
    {
        int index = bucket.Algorithm switch
        {
            BucketAlgorithm.Uniform => Permuted(bucket, x, r),
            BucketAlgorithm.List => FromList(map, bucket, x, r),
            BucketAlgorithm.Tree => FromTree(map, bucket, x, r),
            BucketAlgorithm.Straw => LongestStraw(map, bucket, x, r),
            _ => Straw2Draw.Choose(map, bucket, x, r, position),
        };
        // A tree all of whose weights are 0 leads to its last leaf, behind which there need not be an item.
        return index < bucket.Size ? map.Items[bucket.FirstItem + index] : CrushItem.None;
    }

    /// <summary>Chooses by the bucket's permutation for x, whatever its algorithm.</summary>
    public static int ChoosePermuted(CompiledMap map, in CompiledMap.Slot bucket, uint x, uint r) =>
        map.Items[bucket.FirstItem + Permuted(bucket, x, r)];

    /// <summary>
    /// Entry p = r mod n of a permutation, made from the identity by exchanging entry q with entry q + i(q), for q =
    /// 0..p. Only one entry is asked for, so the exchanges are followed backwards from it, and no array is needed.
    /// </summary>
    private static int Permuted(in CompiledMap.Slot bucket, uint x, uint r)
    {
        uint n = (uint)bucket.Size;
        uint p = r % n;
        uint entry = p + Exchange(bucket, x, p, n);
        for (uint q = p; q-- > 0;)
        {
            if (entry == q + Exchange(bucket, x, q, n))
                entry = q;
        }
        return (int)entry;
    }

    private static uint Exchange(in CompiledMap.Slot bucket, uint x, uint q, uint n) =>
        q == n - 1 ? 0 : CrushHash.HashOf(bucket.HashType, x, (uint)bucket.Id, q) % (n - q);

    private static int FromList(CompiledMap map, in CompiledMap.Slot bucket, uint x, uint r)
    {
        for (int i = bucket.Size - 1; i >= 0; i--)
        {
            ulong t = CrushHash.HashOf(bucket.HashType, x, (uint)map.Items[bucket.FirstItem + i], r,
                (uint)bucket.Id) & 0xffff;
            if (t * map.Derived[bucket.FirstDerived + i] >> 16 < map.Weights[bucket.FirstItem + i])
                return i;
        }
        return 0;
    }

    private static int FromTree(CompiledMap map, in CompiledMap.Slot bucket, uint x, uint r)
    {
        ReadOnlySpan<uint> places = map.Derived.AsSpan(bucket.FirstDerived, bucket.TreePlaces);
        int place = places.Length >> 1;
        while ((place & 1) == 0)
        {
            ulong t = CrushHash.HashOf(bucket.HashType, x, (uint)place, r, (uint)bucket.Id);
            int half = 1 << (TreeWeights.Height(place) - 1);
            place = t * places[place] >> 32 < places[place - half] ? place - half : place + half;
        }
        return place >> 1;
    }

    private static int LongestStraw(CompiledMap map, in CompiledMap.Slot bucket, uint x, uint r)
    {
        int longest = 0;
        ulong best = 0;
        for (int i = 0; i < bucket.Size; i++)
        {
            ulong draw = CrushHash.HashOf(bucket.HashType, x, (uint)map.Items[bucket.FirstItem + i], r) & 0xffff;
            draw *= map.Derived[bucket.FirstDerived + i];
            if (i == 0 || draw > best)
                (longest, best) = (i, draw);
        }
        return longest;
    }
}
