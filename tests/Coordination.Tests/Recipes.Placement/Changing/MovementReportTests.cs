using Coordination.Crush;
using Coordination.Recipes.Placement;

namespace Coordination.Tests.Recipes.Placement.Changing;

public sealed class MovementReportTests
{
    private const double MostOverLeast = 1.1;

    private static readonly PlacementMap Before = Racks.Map(groups: 2048).Balanced();

    public static TheoryData<string> Changes => ["host", "two hosts", "rack", "weight", "out", "removed", "moved host"];

    [Fact]
    public void Nothing_moves_between_a_map_and_itself()
    {
        MovementReport report = MovementReport.Between(Before, Before);

        Assert.Equal(new Movement(2048, 0, 3 * 2048, 0), report.Movement);
        Assert.Equal((0, 0, 1), (report.LeastByLoad, Math.Round(report.LeastByWeight ?? -1, 6), report.Ratio));
        Assert.Empty(report.Received);
    }

    [Fact]
    public void What_is_counted_is_what_a_plain_count_says()
    {
        PlacementMap after = Before.With(DeviceStanding.Out, 5);
        MovementReport report = MovementReport.Between(Before, after);
        long moved = 0;
        int[] was = new int[3], becomes = new int[3];
        for (uint group = 0; group < 2048; group++)
        {
            Before.Target(group, was);
            after.Target(group, becomes);
            moved += becomes.Except(was).Count();
        }

        Assert.Equal(moved, report.Movement.ReplicasMoved);
        Assert.Equal(moved, report.Received.Values.Sum());
        Assert.Equal(moved, report.Given.Values.Sum());
        Assert.InRange(report.LeastByLoad, 1, moved);
    }

    [Theory, MemberData(nameof(Changes))]
    public void A_pinned_change_moves_hardly_more_than_has_to_move(string change)
    {
        PlacementMap drawn = Change(change, Before);

        var proposal = new PlacementProposal(Before, 7, drawn);
        PlacementProposal least = proposal.MovingLeast();

        Assert.Equal((proposal.Before, proposal.Version), (least.Before, least.Version));
        // A rack that grows by a host of another one must then get a replica of every group, by whatever way: no bound
        // that is counted device by device knows that.
        Assert.InRange(least.Movement.Ratio, 0.98, change == "moved host" ? 2 : MostOverLeast);
        Assert.InRange(
            least.Movement.Movement.ReplicasMoved, 0, 1.02 * proposal.Movement.Movement.ReplicasMoved);
        Assert.All(
            DeviceLoads.Of(least.After).Devices,
            one => Assert.InRange(one.Replicas, one.Target - 3, one.Target + 3));
        NoTwoReplicasShareARack(least.After);
    }

    [Theory]
    [InlineData("host")]
    [InlineData("two hosts")]
    [InlineData("weight")]
    public void A_map_that_was_never_level_moves_no_more_either(string change)
    {
        PlacementMap before = Racks.Map(groups: 2048);
        PlacementMap after = Change(change, before);

        PlacementProposal least = new PlacementProposal(before, 7, after).MovingLeast();

        Assert.InRange(least.Movement.Ratio, 0.95, MostOverLeast);
        NoTwoReplicasShareARack(least.After);
    }

    [Fact]
    public void More_groups_are_compared_by_the_groups_they_split_into()
    {
        PlacementMap bare = Racks.Map(groups: 256);
        PlacementMap more = bare.With(bare.Pool with { PgNum = 512, PgpNum = 512 });
        PlacementMap split = bare.With(bare.Pool with { PgNum = 512, PgpNum = 256 });

        Assert.Equal(0, MovementReport.Between(bare, split).Movement.ReplicasMoved);
        Assert.Equal(512, MovementReport.Between(bare, more).Movement.Inputs);
        Assert.InRange(MovementReport.Between(bare, more).Movement.MovedFraction, 0.3, 0.5);
        Assert.Throws<ArgumentException>(() => new PlacementProposal(bare, 0, more).MovingLeast());
    }

    [Fact]
    public void A_report_says_it_in_a_line_and_in_a_table()
    {
        PlacementMap after = Before.With(DeviceStanding.Out, 5);
        MovementReport report = MovementReport.Between(Before, after);

        Assert.Contains($"{report.Movement.ReplicasMoved} of 6144 replicas move", report.ToString(),
            StringComparison.Ordinal);
        string[] lines = report.ToTable(after).Split('\n');
        Assert.Contains(lines, line => line.StartsWith("osd.5 ", StringComparison.Ordinal)
            && line.Contains($" {report.Given[5]} ", StringComparison.Ordinal));
    }

    private static PlacementMap Change(string change, PlacementMap map) => change switch
    {
        "host" => map.Edit(edit => Add(edit, "host12", "rack0", 24)),
        "two hosts" => map.Edit(edit => Add(Add(edit, "host12", "rack0", 24), "host13", "rack1", 26)),
        "rack" => map.Edit(edit => Add(Add(edit, "host12", "rack4", 24), "host13", "rack4", 26)),
        "weight" => map.Edit(edit => edit.Reweight("osd.3", 1.5)),
        "out" => map.With(DeviceStanding.Out, 5),
        "removed" => map.Edit(edit => edit.Remove("osd.7")),
        _ => map.Edit(edit => edit.Move("host4", ("rack", "rack0"), ("root", "default"))),
    };

    private static CrushMapEditor Add(CrushMapEditor edit, string host, string rack, int first) => edit
        .AddDevice(first, Weight.One, $"osd.{first}", ("host", host), ("rack", rack), ("root", "default"))
        .AddDevice(first + 1, Weight.One, $"osd.{first + 1}", ("host", host), ("rack", rack), ("root", "default"));

    private static void NoTwoReplicasShareARack(PlacementMap map)
    {
        RuleTargets targets = RuleTargets.Of(map.Crush, map.Pool.RuleId)!; // Not null: a rule of the usual form.
        var devices = new int[3];
        for (uint group = 0; group < map.Pool.PgNum; group++)
        {
            int count = map.Target(group, devices);
            Assert.Equal(3, devices[..count].Select(targets.DomainOf).Distinct().Count());
        }
    }
}
