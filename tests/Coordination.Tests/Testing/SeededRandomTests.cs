using Coordination.Testing;
using FsCheck.Xunit;

namespace Coordination.Tests.Testing;

public sealed class SeededRandomTests
{
    // Worked out by an independent program after prng.di.unimi.it (splitmix64.c for the state, xoshiro256starstar.c for
    // the numbers); seed 0.
    [Fact]
    public void The_numbers_are_those_of_the_published_algorithm()
    {
        var random = new SeededRandom(0);

        ulong[] drawn = [random.NextUInt64(), random.NextUInt64(), random.NextUInt64()];

        Assert.Equal(new ulong[] { 0x99EC5F36CB75F2B4, 0xBF6E1F784956452A, 0x1A5F849D4933E6E0 }, drawn);
    }

    [Property]
    public bool Every_draw_stays_within_its_bounds(ulong seed, int a, int b)
    {
        var random = new SeededRandom(seed);
        (int least, int most) = (Math.Min(a, b), Math.Max(a, b));
        int drawn = random.Next(least, most);
        long wide = random.NextInt64(long.MinValue, long.MaxValue);
        double unit = random.NextDouble();
        return drawn >= least && (drawn < most || least == most) && wide < long.MaxValue && unit is >= 0 and < 1;
    }

    [Fact]
    public void A_fork_does_not_depend_on_what_was_drawn_before()
    {
        var one = new SeededRandom(5);
        var other = new SeededRandom(5);
        other.NextUInt64();

        Assert.Equal(one.Fork("a").NextUInt64(), other.Fork("a").NextUInt64());
        Assert.NotEqual(one.Fork("a").NextUInt64(), other.Fork("b").NextUInt64());
    }
}
