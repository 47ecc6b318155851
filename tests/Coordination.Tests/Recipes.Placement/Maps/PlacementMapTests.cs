using Coordination.Crush;
using Coordination.Recipes.Placement;

namespace Coordination.Tests.Recipes.Placement.Maps;

public sealed class PlacementMapTests
{
    [Fact]
    public void A_device_that_goes_out_keeps_its_reweight_for_its_return()
    {
        PlacementMap map = Racks.Map().With(new DeviceStatus(DeviceStanding.In, Reweight: 0x8000), 3);

        PlacementMap without = map.With(DeviceStanding.Absent, 3, 4);
        PlacementMap again = without.With(DeviceStanding.In, 3, 4);

        Assert.Equal(0u, without.StatusOf(3).EffectiveReweight);
        Assert.Equal(0x8000u, again.StatusOf(3).EffectiveReweight);
        Assert.Equal([3], again.Statuses.Keys);
    }

    [Fact]
    public void What_is_said_of_a_device_goes_with_it()
    {
        PlacementMap map = Racks.Map().With(DeviceStanding.Out, 3);

        PlacementMap without = map.Edit(edit => edit.Remove("osd.3"));

        Assert.DoesNotContain(3, without.Devices);
        Assert.Empty(without.Statuses);
    }

    [Fact]
    public void Nothing_is_placed_on_a_device_that_is_out()
    {
        PlacementMap map = Racks.Map().Balanced().With(DeviceStanding.Absent, 5);
        var devices = new int[3];
        for (uint group = 0; group < map.Pool.PgNum; group++)
            Assert.DoesNotContain(5, devices[..map.Target(group, devices)]);
    }

    [Fact]
    public void A_balanced_map_is_within_one_group_of_its_targets()
    {
        DeviceLoads loads = DeviceLoads.Of(Racks.Map(groups: 512).Balanced());
        Assert.All(loads.Devices, one => Assert.InRange(one.Replicas, one.Target - 1, one.Target + 1));
    }

    [Fact]
    public void Why_a_rule_cannot_place_is_explained()
    {
        PlacementMap map = Racks.Map(racks: 3);
        Assert.Empty(map.Explain());
        Assert.Contains("rack", Assert.Single(map.Explain(replicas: 4)), StringComparison.Ordinal);
    }

    [Fact]
    public void Pools_that_do_not_fit_are_refused()
    {
        CrushMap crush = Racks.Crush(2, 1, 1);
        Assert.Throws<ArgumentException>(() => PlacementMap.Create(crush, "no-such-rule", 16));
        Assert.Throws<ArgumentException>(() => PlacementMap.Create(crush, Racks.Rule, 0));
        Assert.Throws<ArgumentException>(() => PlacementMap.Create(crush, Racks.Rule, 16, replicas: 0));
        Assert.Throws<ArgumentException>(() => PlacementMap.Create(crush, Racks.Rule, PlacementLimits.MaxGroups + 1));
        Assert.Throws<ArgumentException>(() => Racks.Map().With(DeviceStanding.Out, 999));
        Assert.Throws<ArgumentException>(
            () => Racks.Map().With(new DeviceStatus(DeviceStanding.In, Reweight: 0x10001), 1));
    }
}
