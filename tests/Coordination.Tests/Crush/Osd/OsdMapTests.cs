using Coordination.Crush;

namespace Coordination.Tests.Crush.Osd;

/// <summary>From what the rule says to who serves a group: exceptions, states, affinity, temporary sets.</summary>
public sealed class OsdMapTests
{
    private const int Devices = 8;

    private static readonly CrushMap Map = LayeredMap.Build(Devices, new("host", BucketAlgorithm.Straw2, 1),
        new("root", BucketAlgorithm.Straw2, 0));

    [Fact]
    public void A_device_that_is_down_leaves_up_and_stays_in_raw()
    {
        OsdMap cluster = Cluster();
        var group = new PlacementGroupId(1, 5);
        int[] raw = [.. cluster.Place(group).Raw];

        cluster[raw[0]] = DeviceState.Healthy with { IsUp = false };
        GroupPlacement placement = cluster.Place(group);

        Assert.Equal(raw, placement.Raw);
        Assert.Equal(raw[1..], placement.Up);
        Assert.Equal(raw[1], placement.UpPrimary);
        Assert.Equal(placement.Up, placement.Acting);
    }

    [Fact]
    public void A_device_that_is_down_is_a_hole_in_an_erasure_coded_pool()
    {
        OsdMap cluster = Cluster(erasureCoded: true);
        var group = new PlacementGroupId(1, 5);
        int[] raw = [.. cluster.Place(group).Raw];

        cluster[raw[1]] = DeviceState.Healthy with { IsUp = false };

        Assert.Equal([raw[0], CrushItem.None, raw[2]], cluster.Place(group).Up);
    }

    [Fact]
    public void A_device_without_affinity_is_primary_only_where_all_have_none()
    {
        OsdMap cluster = Cluster();
        var group = new PlacementGroupId(1, 5);
        int[] raw = [.. cluster.Place(group).Raw];
        DeviceState unwilling = DeviceState.Healthy with { PrimaryAffinity = 0 };

        cluster[raw[0]] = unwilling;
        Assert.Equal([raw[1], raw[0], raw[2]], cluster.Place(group).Up);
        Assert.Equal(raw[1], cluster.Place(group).UpPrimary);

        (cluster[raw[1]], cluster[raw[2]]) = (unwilling, unwilling);
        Assert.Equal(raw[0], cluster.Place(group).UpPrimary);
    }

    [Fact]
    public void A_whole_upmap_replaces_what_the_rule_says_unless_a_device_of_it_is_out()
    {
        OsdMap cluster = Cluster();
        var group = new PlacementGroupId(1, 5);
        IReadOnlyList<int> raw = cluster.Place(group).Raw;

        cluster.Upmaps[group] = [7, 6, 5];
        Assert.Equal([7, 6, 5], cluster.Place(group).Up);

        cluster[6] = DeviceState.Healthy with { Reweight = Reweight.Out };
        Assert.NotEqual([7, 6, 5], cluster.Place(group).Up);
        Assert.DoesNotContain(6, cluster.Place(group).Up);
        Assert.Equal(3, raw.Count);
    }

    /// <summary>Only a device of the table can be out (FACTS §13): the exchange is made, then it is missing.</summary>
    [Fact]
    public void An_exchange_to_a_device_beyond_the_table_is_made_and_leaves_a_place_empty()
    {
        var group = new PlacementGroupId(1, 5);
        OsdMap replicated = Cluster(), coded = Cluster(erasureCoded: true);
        int[] raw = [.. replicated.Place(group).Raw], positions = [.. coded.Place(group).Raw];

        replicated.UpmapItems[group] = [(raw[0], Devices + 7)];
        coded.UpmapItems[group] = [(positions[1], Devices + 7)];

        Assert.Equal(raw[1..], replicated.Place(group).Up);
        Assert.Equal(raw, replicated.Place(group).Raw);
        Assert.Equal([positions[0], CrushItem.None, positions[2]], coded.Place(group).Up);
    }

    [Fact]
    public void A_temporary_set_serves_a_group_without_changing_where_it_belongs()
    {
        OsdMap cluster = Cluster();
        var group = new PlacementGroupId(1, 5);
        GroupPlacement before = cluster.Place(group);

        cluster.TemporaryPlacements[group] = [7, 0];
        cluster.TemporaryPrimaries[group] = 0;
        GroupPlacement during = cluster.Place(group);

        Assert.Equal(before.Up, during.Up);
        Assert.Equal([7, 0], during.Acting);
        Assert.Equal((before.UpPrimary, 0), (during.UpPrimary, during.ActingPrimary));
    }

    private static OsdMap Cluster(bool erasureCoded = false)
    {
        var pool = new Pool { Id = 1, PgNum = 16, PgpNum = 16, IsErasureCoded = erasureCoded };
        var cluster = new OsdMap(Map) { Pools = { [1] = pool } };
        for (int device = 0; device < Devices; device++)
            cluster[device] = DeviceState.Healthy;
        return cluster;
    }
}
