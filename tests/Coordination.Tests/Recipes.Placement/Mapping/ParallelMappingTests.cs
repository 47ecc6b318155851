using Coordination.Crush;
using Coordination.Recipes.Placement;

namespace Coordination.Tests.Recipes.Placement.Mapping;

public sealed class ParallelMappingTests
{
    private static readonly CrushMapper Mapper = new(Racks.Crush(4, 3, 2), 0, 3);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 4)]
    [InlineData(2048, 4)]
    [InlineData(50_001, 1)]
    [InlineData(50_001, 3)]
    public void Many_threads_place_as_one_does(int count, int threads)
    {
        const uint First = uint.MaxValue - 1000; // Past the end it goes on at 0.
        int[] results = new int[3 * count], counts = new int[count], listed = new int[3 * count];
        uint[] inputs = [.. Enumerable.Range(0, count).Select(i => First + (uint)i)];

        Mapper.MapRange(First, results, counts, threads);
        Mapper.MapAll(inputs, listed, new int[count], threads);

        Assert.Equal(results, listed);
        MapperScratch scratch = Mapper.CreateScratch();
        var devices = new int[3];
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(Mapper.Map(inputs[i], devices, scratch), counts[i]);
            Assert.Equal(devices, results[(3 * i)..(3 * i + 3)]);
        }
    }

    [Fact]
    public void Results_that_are_too_short_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Mapper.MapRange(0, new int[5], new int[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Mapper.MapRange(0, new int[6], new int[2], mostThreads: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Mapper.MapAll(new uint[3], new int[9], new int[2]));
    }
}
