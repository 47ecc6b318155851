namespace Coordination.Crush;

/// <summary>Makes buckets with all that follows from their items and weights (FACTS §8).</summary>
internal static class BucketShape
{
    /// <exception cref="CrushEditException">The weights do not fit the algorithm, or their sum 32 bits.</exception>
    public static Bucket Create(int id, int type, BucketAlgorithm algorithm, byte hashType, int[] items, uint[] weights,
        int strawCalcVersion)
    {
        ulong sum = 0;
        foreach (uint weight in weights)
            sum += weight;
        if (sum > uint.MaxValue)
            throw new CrushEditException($"The weights of bucket {id} add up to 65536 or more.");
        if (algorithm == BucketAlgorithm.Uniform && weights.AsSpan().ContainsAnyExcept(weights.FirstOrDefault()))
            throw new CrushEditException($"Bucket {id} is uniform, so all its items need the same weight.");
        if (algorithm == BucketAlgorithm.Tree && items.Length > CrushLimits.MaxTreeItems)
            throw new CrushEditException($"Bucket {id} is a tree: it holds at most {CrushLimits.MaxTreeItems} items.");

        uint[] derived = Derive(algorithm, weights, strawCalcVersion);
        return new Bucket(id, type, algorithm, hashType, (uint)sum, items, weights, derived)
        {
            UniformWeight = weights.FirstOrDefault(),
        };
    }

    /// <summary>The same bucket with other items.</summary>
    public static Bucket With(Bucket bucket, int[] items, uint[] weights, int strawCalcVersion) =>
        Create(bucket.Id, bucket.Type, bucket.Algorithm, bucket.HashType, items, weights, strawCalcVersion);

    private static uint[] Derive(BucketAlgorithm algorithm, uint[] weights, int strawCalcVersion) => algorithm switch
    {
        BucketAlgorithm.List => RunningSums(weights),
        BucketAlgorithm.Tree => TreeWeights.Compute(weights),
        BucketAlgorithm.Straw => StrawLengths.Compute(strawCalcVersion, weights),
        _ => [],
    };

    private static uint[] RunningSums(uint[] weights)
    {
        var sums = new uint[weights.Length];
        uint sum = 0;
        for (int i = 0; i < weights.Length; i++)
            sums[i] = sum += weights[i];
        return sums;
    }
}
