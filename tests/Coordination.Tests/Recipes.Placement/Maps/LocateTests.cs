using System.Text;
using Coordination.Crush;
using Coordination.Recipes.Placement;
using FsCheck.Xunit;

namespace Coordination.Tests.Recipes.Placement.Maps;

public sealed class LocateTests
{
    private const int Wide = 1 << 20;

    [Property(MaxTest = 60, EndSize = Wide)]
    public void Every_group_is_where_the_pools_of_ceph_have_it(int seed)
    {
        var random = new System.Random(seed);
        PlacementMap map = RandomMap(random);
        int[] up = [.. map.Devices.Where(_ => random.Next(5) > 0)];
        PlacementSnapshot snapshot = Snapshots.Of(map, up);
        OsdMap model = map.ToOsdMap();
        foreach (int device in map.Devices.Except(up))
            model[device] = model[device] with { IsUp = false };

        for (uint group = 0; group < map.Pool.PgNum; group++)
        {
            GroupPlacement expected = model.Place(new PlacementGroupId(map.Pool.Id, group));
            GroupPlacement found = snapshot.LocateGroup(group);

            Assert.Equal(expected.Raw, found.Raw);
            Assert.Equal(expected.RawPrimary, found.RawPrimary);
            Assert.Equal(expected.Up, found.Up);
            Assert.Equal(expected.UpPrimary, found.UpPrimary);
            Assert.Equal(expected.Acting, found.Acting);
            Assert.Equal(expected.ActingPrimary, found.ActingPrimary);
        }
    }

    [Fact]
    public void A_key_is_where_its_group_is_for_text_and_bytes_alike()
    {
        PlacementSnapshot snapshot = Snapshots.Of(Racks.Map(), Enumerable.Range(0, 20));
        var devices = new int[3];
        for (int i = 0; i < 300; i++)
        {
            string key = $"object-ä-{i}";
            byte[] bytes = Encoding.UTF8.GetBytes(key);
            PlacementGroupId group = snapshot.Map.Pool.GroupOf(bytes);

            int count = snapshot.LocateServing(bytes, devices);

            Assert.Equal(group.Number, snapshot.Map.GroupOf(key));
            Assert.Equal(snapshot.LocateGroup(group.Number).Acting, snapshot.Locate(key).Acting);
            Assert.Equal(snapshot.Locate(key).Acting, devices[..count]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void The_number_of_replicas_is_the_callers(int replicas)
    {
        PlacementSnapshot snapshot = Snapshots.Of(Racks.Map(), Enumerable.Range(0, 24));
        for (int i = 0; i < 100; i++)
        {
            GroupPlacement where = snapshot.Locate($"{i}", replicas);

            Assert.Equal(replicas, where.Acting.Count);
            Assert.Equal(replicas, where.Acting.Select(device => device / 6).Distinct().Count());
        }
    }

    [Fact]
    public void Locating_allocates_nothing()
    {
        PlacementSnapshot snapshot = Snapshots.Of(Racks.Map().Balanced(), Enumerable.Range(0, 24));
        byte[] key = "object"u8.ToArray();
        Span<int> devices = stackalloc int[3];
        for (int i = 0; i < 100; i++)
            snapshot.LocateServing(key, devices);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            snapshot.LocateServing(key, devices);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Any_number_of_threads_may_locate_at_once()
    {
        PlacementSnapshot snapshot = Snapshots.Of(Racks.Map(), Enumerable.Range(0, 24));
        int[][] expected = [.. Enumerable.Range(0, 256).Select(group => Acting(snapshot, group))];

        Parallel.For(0, 16 * 256, i => Assert.Equal(expected[i % 256], Acting(snapshot, i % 256)));
    }

    private static int[] Acting(PlacementSnapshot snapshot, int group) =>
        [.. snapshot.LocateGroup((uint)group).Acting];

    private static PlacementMap RandomMap(System.Random random)
    {
        PlacementMap map = PlacementMap.Create(
            Racks.Crush(random.Next(2, 5), random.Next(1, 4), random.Next(1, 4), random), "by-host",
            (uint)random.Next(1, 70), random.Next(1, 5));
        map = map.With(map.Pool with { IsErasureCoded = random.Next(3) == 0, HashesPoolId = random.Next(3) > 0 });
        foreach (int device in map.Devices)
        {
            if (random.Next(3) > 0)
                continue;
            map = map.With(
                new DeviceStatus(
                    (DeviceStanding)random.Next(4), (uint)random.Next(0x10001), (uint)random.Next(0x10001)), device);
        }

        Dictionary<uint, IReadOnlyList<(int, int)>> exchanges = [];
        Dictionary<uint, IReadOnlyList<int>> acting = [];
        for (uint group = 0; group < map.Pool.PgNum; group++)
        {
            if (random.Next(2) == 0)
                exchanges[group] = [.. Some(() => (Device(), Device()))];
            if (random.Next(5) == 0)
                acting[group] = [.. Some(Device)];
        }

        return map.WithExchanges(exchanges).WithActing(acting);

        int Device() => map.Devices[random.Next(map.Devices.Count)];
        IEnumerable<T> Some<T>(Func<T> draw) => Enumerable.Range(0, random.Next(1, 4)).Select(_ => draw());
    }
}
