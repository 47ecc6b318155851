using System.Numerics;

namespace Coordination.Testing;

/// <summary>
/// Random numbers that are the same for the same seed on every machine and every version of .NET, which
/// <see cref="Random"/> does not promise. Draw from <see cref="Simulation.Random"/> in simulated code, so that a seed
/// replays it.
/// </summary>
/// <remarks>xoshiro256** by Blackman and Vigna, seeded by SplitMix64 as its authors advise. For one thread.</remarks>
public sealed class SeededRandom : Random
{
    private readonly ulong _seed;
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Begins the sequence of a seed.</summary>
    public SeededRandom(ulong seed)
    {
        _seed = seed;
        ulong state = seed;
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>
    /// A sequence of its own for one purpose, which does not depend on how much was drawn from this one: adding a draw
    /// in one place then changes nothing in another.
    /// </summary>
    public SeededRandom Fork(string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        ulong hash = TraceDigest.Of(purpose);
        return new SeededRandom(_seed ^ hash);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>
    /// True with this probability, from 0 to 1. A probability of 0 or less draws nothing and is false.
    /// </summary>
    public bool Chance(double probability) => probability > 0 && NextDouble() < probability;

    /// <summary>A time from <paramref name="least"/> up to, but not, <paramref name="most"/>, evenly drawn.</summary>
    public TimeSpan NextTime(TimeSpan least, TimeSpan most) =>
        least >= most ? least : new TimeSpan(NextInt64(least.Ticks, most.Ticks));

    /// <inheritdoc />
    public override int Next() => (int)(NextUInt64() % int.MaxValue);

    /// <inheritdoc />
    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)Below((ulong)maxValue);
    }

    /// <inheritdoc />
    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (int)(minValue + (long)Below((ulong)((long)maxValue - minValue)));
    }

    /// <inheritdoc />
    public override long NextInt64() => (long)(NextUInt64() % long.MaxValue);

    /// <inheritdoc />
    public override long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (long)Below((ulong)maxValue);
    }

    /// <inheritdoc />
    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return unchecked(minValue + (long)Below((ulong)maxValue - (ulong)minValue));
    }

    /// <inheritdoc />
    public override double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <inheritdoc />
    public override float NextSingle() => (NextUInt64() >> 40) * (1.0f / (1U << 24));

    /// <inheritdoc />
    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    /// <inheritdoc />
    public override void NextBytes(Span<byte> buffer)
    {
        for (int i = 0; i < buffer.Length; i += sizeof(ulong))
        {
            ulong bits = NextUInt64();
            for (int j = i; j < Math.Min(i + sizeof(ulong), buffer.Length); j++, bits >>= 8)
                buffer[j] = (byte)bits;
        }
    }

    /// <inheritdoc />
    protected override double Sample() => NextDouble();

    // The high word of a 128-bit product: uneven by less than 2^-32 for every bound that fits an int, at the price of
    // one multiplication.
    private ulong Below(ulong bound) => bound == 0 ? 0 : Math.BigMul(NextUInt64(), bound, out _);

    private static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
