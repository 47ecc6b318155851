using Coordination.Crush;
using FsCheck.Xunit;

namespace Coordination.Tests.Crush.Mapping;

public sealed class PlacementPropertyTests
{
    private const int Wide = 1 << 20;

    [Property(MaxTest = 40, EndSize = Wide)]
    public void No_two_replicas_share_a_failure_domain(int seed)
    {
        var random = new System.Random(seed);
        CrushMap map = Cluster(random, racks: random.Next(3, 8));
        var mapper = new CrushMapper(map, 0, replicas: 3);
        MapperScratch scratch = mapper.CreateScratch();
        var devices = new int[3];

        for (uint x = 0; x < 500; x++)
        {
            int count = mapper.Map(x, devices, scratch);

            int[] racks = [.. devices.Take(count).Select(d => RackOf(map, d))];
            Assert.Equal(racks.Length, racks.Distinct().Count());
        }
    }

    [Property(MaxTest = 40, EndSize = Wide)]
    public void A_changed_weight_moves_data_only_to_or_from_its_item(int seed)
    {
        var random = new System.Random(seed);
        CrushMap before = Flat(random, random.Next(2, 40));
        int changed = random.Next(before.MaxDevices);
        CrushMap after = before.Edit().Reweight($"osd.{changed}", random.NextDouble() * 10).ToMap();

        foreach (var (was, becomes) in Placed(before).Zip(Placed(after)))
            Assert.True(was == becomes || was == changed || becomes == changed);
    }

    [Property(MaxTest = 20, EndSize = Wide)]
    public void Every_device_gets_its_share_within_the_binomial_bound(int seed)
    {
        var random = new System.Random(seed);
        CrushMap map = Flat(random, random.Next(2, 20));
        Bucket root = map.FindBucket("root")!;      // Flat makes it
        int[] placed = [.. Placed(map)];

        for (int i = 0; i < root.Items.Length; i++)
        {
            double share = (double)root.ItemWeights[i] / root.Weight.Fixed;
            double deviation = Math.Sqrt(placed.Length * share * (1 - share));
            int count = placed.Count(device => device == root.Items[i]);
            Assert.InRange(count, placed.Length * share - 6 * deviation, placed.Length * share + 6 * deviation);
        }
    }

    [Fact]
    public void Mapping_allocates_nothing()
    {
        CrushMap map = Cluster(new System.Random(1), racks: 5);
        var mapper = new CrushMapper(map, 0, replicas: 3);
        MapperScratch scratch = mapper.CreateScratch();
        uint[] inputs = [.. Enumerable.Range(0, 200).Select(x => (uint)x)];
        int[] results = new int[600], counts = new int[200];
        mapper.MapMany(inputs, results, counts, scratch);
        mapper.Map(0, results, scratch);

        long before = GC.GetAllocatedBytesForCurrentThread();
        mapper.MapMany(inputs, results, counts, scratch);
        foreach (uint x in inputs)
            mapper.Map(x, results, scratch);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Many_threads_place_alike()
    {
        CrushMap map = Cluster(new System.Random(2), racks: 5);
        var mapper = new CrushMapper(map, 0, replicas: 3);

        int[][] placed = [.. Enumerable.Range(0, 8).AsParallel().Select(_ => PlaceAll(mapper))];

        Assert.All(placed, one => Assert.Equal(placed[0], one));
    }

    [Fact]
    public void A_scratch_serves_only_its_mapper()
    {
        CrushMap map = Cluster(new System.Random(3), racks: 3);
        MapperScratch other = new CrushMapper(map, 0).CreateScratch();

        Assert.Throws<ArgumentException>(() => new CrushMapper(map, 0).Map(1, new int[3], other));
    }

    private static int[] PlaceAll(CrushMapper mapper)
    {
        MapperScratch scratch = mapper.CreateScratch();
        var all = new int[3000];
        for (int x = 0; x < 1000; x++)
            mapper.Map((uint)x, all.AsSpan(3 * x), scratch);
        return all;
    }

    private static IEnumerable<int> Placed(CrushMap map)
    {
        var mapper = new CrushMapper(map, 0, replicas: 1);
        MapperScratch scratch = mapper.CreateScratch();
        var device = new int[1];
        for (uint x = 0; x < 4000; x++)
            yield return mapper.Map(x, device, scratch) == 1 ? device[0] : -1;
    }

    private static CrushMap Flat(System.Random random, int devices) => new CrushMapBuilder("root")
        .Add("root", "root", root =>
        {
            for (int id = 0; id < devices; id++)
                root.Device(id, 0.25 + random.NextDouble() * 10);
        })
        .ReplicatedRule("one", "root", "device")
        .Build();

    private static CrushMap Cluster(System.Random random, int racks)
    {
        int device = 0;
        return new CrushMapBuilder("host", "rack", "root")
            .Add("root", "root", root =>
            {
                for (int r = 0; r < racks; r++)
                    root.Add("rack", $"rack{r}", rack => AddHosts(rack, $"h{r}", random, ref device));
            })
            .ReplicatedRule("by-rack", "root", "rack")
            .Build();
    }

    private static void AddHosts(BucketContents rack, string name, System.Random random, ref int device)
    {
        int first = device, hosts = random.Next(1, 5), perHost = random.Next(1, 6);
        for (int h = 0; h < hosts; h++)
        {
            int start = first + h * perHost;
            rack.Add("host", $"{name}-{h}", host =>
            {
                for (int d = 0; d < perHost; d++)
                    host.Device(start + d, 0.5 + random.NextDouble() * 4);
            });
        }
        device = first + hosts * perHost;
    }

    private static int RackOf(CrushMap map, int device) =>
        map.ParentsOf(map.ParentsOf(device).Single().Id).Single().Id;
}
