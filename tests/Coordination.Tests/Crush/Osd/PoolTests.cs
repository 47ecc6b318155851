using Coordination.Crush;
using FsCheck;
using FsCheck.Xunit;

namespace Coordination.Tests.Crush.Osd;

public sealed class PoolTests
{
    [Property]
    public bool Splitting_groups_moves_values_only_to_new_groups(uint value, PositiveInt count)
    {
        uint before = Pool.StableModulo(value, (uint)count.Get), after = Pool.StableModulo(value, (uint)count.Get + 1);

        return before < count.Get && (after == before || after == count.Get);
    }

    [Fact]
    public void An_upmap_to_a_device_that_is_out_is_void()
    {
        CrushMap map = LayeredMap.Build(6, new("host", BucketAlgorithm.Straw2, 1), new("root", BucketAlgorithm.Straw2,
            0));
        var cluster = new OsdMap(map) { Pools = { [1] = new Pool { Id = 1, PgNum = 8, PgpNum = 8, Size = 2 } } };
        for (int device = 0; device < 6; device++)
            cluster[device] = DeviceState.Healthy;
        var group = new PlacementGroupId(1, 3);
        int first = cluster.Place(group).Up[0];
        int other = Enumerable.Range(0, 6).First(d => !cluster.Place(group).Up.Contains(d));

        cluster.UpmapItems[group] = [(first, other)];
        Assert.Equal(other, cluster.Place(group).Up[0]);

        cluster[other] = DeviceState.Healthy with { Reweight = Reweight.Out };
        Assert.DoesNotContain(other, cluster.Place(group).Up);
    }
}
