using System.Collections.Immutable;
using Coordination.Crush;
using Coordination.Recipes.Placement;

namespace Coordination.Tests.Recipes.Placement.Keeping;

public sealed class VerdictsTests
{
    private static readonly PlacementOptions Options = new();

    [Fact]
    public void A_map_that_is_in_step_wants_nothing() =>
        Assert.Empty(Verdicts.Wanted(Snapshots.Of(Racks.Map(), Enumerable.Range(0, 24)), Options));

    // Rows: what the map says; whether the device is up, and asks to be emptied; what is wanted.
    [Theory]
    [InlineData(DeviceStanding.In, true, false, null)]
    [InlineData(DeviceStanding.In, false, false, VerdictKind.Out)]
    [InlineData(DeviceStanding.In, true, true, VerdictKind.Drain)]
    [InlineData(DeviceStanding.Absent, true, false, VerdictKind.In)]
    [InlineData(DeviceStanding.Absent, false, false, null)]
    [InlineData(DeviceStanding.Absent, true, true, VerdictKind.Drain)]
    [InlineData(DeviceStanding.Draining, true, false, VerdictKind.In)]
    [InlineData(DeviceStanding.Draining, false, false, null)]
    [InlineData(DeviceStanding.Draining, true, true, null)]
    [InlineData(DeviceStanding.Out, true, false, null)]
    [InlineData(DeviceStanding.Out, false, false, null)]
    [InlineData(DeviceStanding.Out, true, true, null)]
    internal void What_is_wanted_follows_from_map_and_device(
        DeviceStanding standing, bool isUp, bool isDraining, VerdictKind? wanted)
    {
        PlacementSnapshot all = Snapshots.Of(Racks.Map().With(standing, 3), Enumerable.Range(0, 24).Where(i => i != 3));
        DeviceView device = isUp ? Snapshots.Up(3, isDraining) : new DeviceView(null, 5, null);
        var snapshot = new PlacementSnapshot(all.Map, 1, new Zxid(1), all.Views.SetItem(3, device));

        Assert.Equal(
            wanted is { } kind ? [new Verdict(3, kind, device.RecordVersion)] : [],
            Verdicts.Wanted(snapshot, Options));
    }

    [Fact]
    public void A_device_with_a_place_is_admitted_unless_that_is_switched_off()
    {
        PlacementSnapshot all = Snapshots.Of(Racks.Map(), Enumerable.Range(0, 24));
        ImmutableSortedDictionary<int, DeviceView> views = all.Views
            .SetItem(24, Snapshots.Up(24, location: "root=default rack=rack0 host=new"))
            .SetItem(25, Snapshots.Up(25));
        var snapshot = new PlacementSnapshot(all.Map, 1, new Zxid(1), views);

        Assert.Equal([new Verdict(24, VerdictKind.Admit, 1)], Verdicts.Wanted(snapshot, Options));
        Assert.Empty(Verdicts.Wanted(snapshot, new PlacementOptions { AdmitsNewDevices = false }));
        PlacementMap map = Verdicts.CarryOut(
            snapshot, [new Verdict(24, VerdictKind.Admit, 1)], (_, problem) => throw problem);
        Assert.Contains(24, map.Devices);
    }

    [Fact]
    public void What_crush_refuses_is_told_and_left_out()
    {
        PlacementSnapshot all = Snapshots.Of(Racks.Map(), Enumerable.Range(0, 24));
        var snapshot = new PlacementSnapshot(
            all.Map, 1, new Zxid(1), all.Views.SetItem(24, Snapshots.Up(24, location: "planet=earth")));
        List<(Verdict, CrushEditException)> refused = [];

        PlacementMap map = Verdicts.CarryOut(
            snapshot, [.. Verdicts.Wanted(snapshot, Options)], (verdict, problem) => refused.Add((verdict, problem)));

        Assert.Equal(all.Map, map);
        Assert.Single(refused);
    }

    [Theory]
    [InlineData(0.5, 0, 12)]
    [InlineData(0.5, 10, 2)]
    [InlineData(0.25, 10, 0)]
    [InlineData(1, 24, 0)]
    public void No_more_than_a_part_of_all_goes_out_for_absence(double mostAbsent, int absent, int left)
    {
        PlacementMap map = Racks.Map().With(DeviceStanding.Absent, [.. Enumerable.Range(0, absent)]);
        Assert.Equal(left, Verdicts.AbsencesLeft(map, new PlacementOptions { MostAbsent = mostAbsent }));
    }

    [Fact]
    public void Members_act_in_the_order_of_their_devices()
    {
        PlacementSnapshot snapshot = Snapshots.Of(Racks.Map(), 2, 5, 9);
        Assert.Equal(0, MapKeeper.RankOf(snapshot, new HashSet<int> { 2 }));
        Assert.Equal(1, MapKeeper.RankOf(snapshot, new HashSet<int> { 9, 5 }));
        Assert.Equal(3, MapKeeper.RankOf(snapshot, new HashSet<int>()));
    }
}
