using Coordination.Crush;
using Coordination.Tests.Crush.Goldens;
using Coordination.Tests.Crush.Random;

namespace Coordination.Tests.Crush.Mapping;

/// <summary>What a mapping costs whatever the map says: attempts are counted, and nothing is allocated.</summary>
public sealed class BoundedTimeTests
{
    private const string Head = """
        tunable choose_total_tries 4294967295
        tunable chooseleaf_descend_once 0
        tunable choose_local_tries 0
        tunable choose_local_fallback_tries 0
        device 0 a
        device 1 b
        type 0 osd
        type 1 host
        type 2 root
        host h { id -1 alg straw2 item a item b }
        root r { id -2 alg straw2 item h }
        """;

    [Theory]
    [InlineData("replicated", "step set_choose_tries 2147483647 step take r step chooseleaf firstn 0 type host")]
    [InlineData("replicated", "step take r step choose firstn 2147483647 type osd")]
    [InlineData("erasure", "step set_choose_tries 2147483647 step take r step chooseleaf indep 0 type host")]
    [InlineData("erasure", "step take r step choose indep 2147483647 type osd")]
    [InlineData("msr_firstn", "step set_msr_descents 2147483647 step set_msr_collision_tries 2147483647 step take r "
        + "step choosemsr 2147483647 type host step choosemsr 1 type osd")]
    [InlineData("msr_indep", "step set_msr_descents 2147483647 step set_msr_collision_tries 2147483647 step take r "
        + "step choosemsr 4 type osd")]
    public void Absurd_tries_end_all_the_same(string kind, string steps)
    {
        CrushMap map = CrushText.Compile($"{Head}\nrule all {{ id 0 type {kind} {steps} step emit }}");
        var mapper = new CrushMapper(map, 0, replicas: 4, new MapperOptions { UseVectors = false });
        var results = new int[4];

        int count = mapper.Map(1, results, mapper.CreateScratch());

        int[] devices = [.. results.Take(count).Where(d => d != CrushItem.None)];
        Assert.InRange(devices.Length, 1, 2);
        Assert.Distinct(devices);
    }

    [Fact]
    public void Mapping_allocates_nothing_whatever_the_rule()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            RandomMap random = RandomMap.FromSeed(seed);
            CrushMap map = CrushText.Compile(random.Text);
            for (int rule = 0; rule < random.RuleCount; rule++)
                AllocatesNothing(map, rule, random.Replicas, $"seed {seed}, rule {rule}");
        }
        CrushMap multiStep = CrushBinary.Decode(Golden.Bytes("maps/m22_msr.bin20"));
        for (int rule = 0; rule < multiStep.MaxRules; rule++)
            AllocatesNothing(multiStep, rule, 6, $"multi-step rule {rule}");
    }

    private static void AllocatesNothing(CrushMap map, int rule, int replicas, string what)
    {
        var mapper = new CrushMapper(map, rule, replicas, new MapperOptions { WeightSet = map.WeightSetFor(0) });
        MapperScratch scratch = mapper.CreateScratch();
        uint[] inputs = [.. Enumerable.Range(0, 40).Select(x => (uint)x)];
        int[] results = new int[inputs.Length * replicas], counts = new int[inputs.Length];
        Place();

        // The runtime allocates too, when it compiles a loop anew on this thread; not every time.
        Assert.True(Enumerable.Range(0, 10).Any(_ => AllocatedByPlacing() == 0), what);

        long AllocatedByPlacing()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Place();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        void Place()
        {
            mapper.MapMany(inputs, results, counts, scratch);
            foreach (uint x in inputs)
                mapper.Map(x, results, scratch);
        }
    }
}
