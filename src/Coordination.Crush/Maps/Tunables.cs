namespace Coordination.Crush;

/// <summary>
/// The knobs of the mapper. They decide placements, so every party must use the same; they are part of the map.
/// Defaults are those of a new map (<see cref="Jewel"/>).
/// </summary>
public sealed record Tunables
{
    /// <summary>Ceph 0.48: local retries and the permutation fallback.</summary>
    public static readonly Tunables Argonaut = new()
    {
        ChooseLocalTries = 2,
        ChooseLocalFallbackTries = 5,
        ChooseTotalTries = 19,
        ChooseleafDescendOnce = 0,
        ChooseleafVaryR = 0,
        ChooseleafStable = 0,
        StrawCalcVersion = 0,
        AllowedBucketAlgorithms = 22,
    };

    /// <summary>Ceph 0.56. Keeps the straw version of whatever it is applied to; here 0.</summary>
    public static readonly Tunables Bobtail = Argonaut with
    {
        ChooseLocalTries = 0,
        ChooseLocalFallbackTries = 0,
        ChooseTotalTries = 50,
        ChooseleafDescendOnce = 1,
    };

    /// <summary>Ceph 0.80.</summary>
    public static readonly Tunables Firefly = Bobtail with { ChooseleafVaryR = 1 };

    /// <summary>Ceph 0.94, the first with straw2.</summary>
    public static readonly Tunables Hammer = Firefly with { AllowedBucketAlgorithms = 54 };

    /// <summary>Ceph 10 and all after it; what a new map has.</summary>
    public static readonly Tunables Jewel = new();

    /// <summary>What a text or an encoded map has before it says something else.</summary>
    internal static Tunables Legacy => Argonaut;

    /// <summary>Tries in the same bucket after a collision, before a new descent.</summary>
    public uint ChooseLocalTries { get; init; }

    /// <summary>Tries with the permutation of the bucket, before a new descent.</summary>
    public uint ChooseLocalFallbackTries { get; init; }

    /// <summary>Descents after the first, for one replica.</summary>
    public uint ChooseTotalTries { get; init; } = 50;

    /// <summary>1: chooseleaf tries each chosen bucket once for a leaf, and descends anew from the top.</summary>
    public uint ChooseleafDescendOnce { get; init; } = 1;

    /// <summary>
    /// 1: leaves are drawn with the attempt number of their bucket; above 1 it is shifted down by (value - 1).
    /// </summary>
    public byte ChooseleafVaryR { get; init; } = 1;

    /// <summary>1: the leaf of a replica does not depend on its position, so that fewer move when one fails.</summary>
    public byte ChooseleafStable { get; init; } = 1;

    /// <summary>How straw lengths are computed: 0 has a defect with zero and equal weights, 1 is its repair.</summary>
    public byte StrawCalcVersion { get; init; } = 1;

    /// <summary>Bit mask (1 &lt;&lt; algorithm) out of which the algorithm of new buckets is taken.</summary>
    public uint AllowedBucketAlgorithms { get; init; } = 54;

    /// <summary>Descents of a multi-step-retry rule (Ceph 19).</summary>
    public uint MsrDescents { get; init; } = 100;

    /// <summary>Tries per bucket of a multi-step-retry rule after a collision (Ceph 19).</summary>
    public uint MsrCollisionTries { get; init; } = 100;

    /// <summary>The algorithm of new buckets: the first allowed of straw2, straw, tree, list, uniform.</summary>
    public BucketAlgorithm DefaultAlgorithm
    {
        get
        {
            ReadOnlySpan<BucketAlgorithm> preferred = [BucketAlgorithm.Straw2, BucketAlgorithm.Straw,
                BucketAlgorithm.Tree, BucketAlgorithm.List, BucketAlgorithm.Uniform];
            foreach (BucketAlgorithm algorithm in preferred)
            {
                if ((AllowedBucketAlgorithms >> (int)algorithm & 1) != 0)
                    return algorithm;
            }
            return BucketAlgorithm.Straw2;
        }
    }
}
