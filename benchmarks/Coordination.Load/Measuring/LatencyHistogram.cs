using System.Diagnostics;
using System.Numerics;

namespace Coordination.Load.Measuring;

/// <summary>
/// Counts latencies in buckets that grow with the value, each at most a thirty-second wide: exact enough for any
/// percentile, and recording allocates nothing.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int Fine = 32;
    private const int FineBits = 5;

    private readonly long[] _counts = new long[Fine * (64 - FineBits)];

    public long Count { get; private set; }

    /// <summary>Counts one latency, in ticks of <see cref="Stopwatch"/>.</summary>
    public void Record(long ticks)
    {
        _counts[BucketOf(Math.Max(ticks, 0))]++;
        Count++;
    }

    public void Add(LatencyHistogram other)
    {
        for (int i = 0; i < _counts.Length; i++)
            _counts[i] += other._counts[i];
        Count += other.Count;
    }

    /// <summary>Counts so many latencies of the bucket that another program has kept the same way.</summary>
    public void AddBucket(int bucket, long count)
    {
        _counts[bucket] += count;
        Count += count;
    }

    /// <summary>
    /// The latency that so many of a hundred do not exceed, microseconds; 0 where nothing was counted.
    /// </summary>
    public double PercentileUs(double percent)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(Count * percent / 100));
        long seen = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
                return UpperEdgeOf(i) * 1e6 / Stopwatch.Frequency;
        }

        return 0;
    }

    private static int BucketOf(long value)
    {
        if (value < Fine)
            return (int)value;
        int shift = BitOperations.Log2((ulong)value) - FineBits;
        return (Fine * (shift + 1)) + (int)((value >> shift) - Fine);
    }

    private static double UpperEdgeOf(int bucket)
    {
        if (bucket < Fine)
            return bucket;
        int shift = (bucket / Fine) - 1;
        return ((double)((bucket % Fine) + Fine + 1) * (1L << shift)) - 1;
    }
}
