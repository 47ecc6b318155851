using Coordination.Crush;
using FsCheck.Xunit;

namespace Coordination.Tests.Crush.Maps;

public sealed class EditTests
{
    [Fact]
    public void The_builder_reads_like_the_hierarchy()
    {
        CrushMap map = new CrushMapBuilder("host", "rack", "root")
            .Add("root", "default", root => root
                .Add("rack", "r1", rack => rack
                    .Add("host", "h1", host => host.Device(0).Device(1, 2.0, deviceClass: "ssd"))
                    .Add("host", "h2", host => host.Device(2, 1.5)))
                .Add("rack", "r2", rack => rack
                    .Add("host", "h3", host => host.Device(3, 0.5, deviceClass: "ssd"))))
            .ReplicatedRule("by-host", "default", "host")
            .ReplicatedRule("fast", "default", "host", "ssd")
            .Build();

        Assert.Equal(new Weight(5 * 0x10000), map.FindBucket("default")!.Weight);   // built above
        Assert.Equal("ssd", map.ClassOf(1));
        var mapper = new CrushMapper(map, ruleId: 1, replicas: 2);
        var devices = new int[2];
        Assert.Equal(2, mapper.Map(7, devices, mapper.CreateScratch()));
        Assert.Equal([1, 3], devices.Order());
    }

    [Property(MaxTest = 30, EndSize = 1 << 20)]
    public void An_added_device_that_is_removed_leaves_placements_as_they_were(int seed)
    {
        CrushMap before = LayeredMap.Build(24, new("host", BucketAlgorithm.Straw2, 4),
            new("root", BucketAlgorithm.Straw2, 0));
        string host = $"host{(uint)seed % 6}";

        CrushMap between = before.Edit().AddDevice(99, 2.5, "extra", ("host", host), ("root", "root")).ToMap();
        CrushMap after = between.Edit().Remove("extra").ToMap();

        Assert.True(Compare(before, between).ReplicasMoved > 0);
        Assert.Equal(0, Compare(before, after).InputsChanged);
        Assert.Equal(CrushText.Decompile(before), CrushText.Decompile(after));
    }

    [Fact]
    public void A_refused_change_leaves_the_map_as_it_was()
    {
        CrushMap map = LayeredMap.Build(8, new("host", BucketAlgorithm.Straw2, 4), new("root", BucketAlgorithm.Straw2,
            0));
        CrushMapEditor editor = map.Edit();

        Assert.Throws<CrushEditException>(() => editor.Remove("host0"));
        Assert.Throws<CrushEditException>(() => editor.Remove("nothing"));
        Assert.Throws<CrushEditException>(() => editor.Move("root", ("host", "host0")));
        Assert.Throws<CrushEditException>(() => editor.AddDevice(9, 1.0, "osd.1", ("host", "host0")));
        Assert.Throws<CrushEditException>(() => editor.AddBucket("b", "osd"));
        Assert.Throws<CrushEditException>(() => editor.AddReplicatedRule("replicated_rule", "root", "host"));

        Assert.Equal(CrushBinary.Encode(map), CrushBinary.Encode(editor.ToMap()));
    }

    [Fact]
    public void An_update_that_moves_a_device_keeps_its_class()
    {
        CrushMap map = new CrushMapBuilder("host", "root")
            .Add("root", "root", root => root
                .Add("host", "h1", host => host.Device(0, deviceClass: "ssd").Device(1))
                .Add("host", "h2", host => host.Device(2)))
            .Build();

        CrushMap moved = map.Edit().UpdateDevice(0, 1.5, "osd.0", ("host", "h2"), ("root", "root")).ToMap();

        Assert.Equal("ssd", moved.ClassOf(0));
        Assert.True(moved.TryGetShadow(moved.FindBucket("h2")!.Id, "ssd", out Bucket? shadow));     // built above
        Assert.Equal([0], shadow.Items);
    }

    [Fact]
    public void An_item_does_not_move_to_where_it_is()
    {
        CrushMap map = LayeredMap.Build(8, new("host", BucketAlgorithm.Straw2, 2), new("root", BucketAlgorithm.Straw2,
            0));

        CrushMapEditor editor = map.Edit();

        Assert.Throws<CrushEditException>(() => editor.Move("host0", ("root", "root")));
        Assert.Throws<CrushEditException>(() => editor.Move("osd.1", ("host", "host0"), ("root", "root")));

        Assert.Equal(CrushBinary.Encode(map), CrushBinary.Encode(editor.ToMap()));
    }

    [Fact]
    public void A_bucket_does_not_move_below_itself()
    {
        CrushMap map = LayeredMap.Build(8, new("host", BucketAlgorithm.Straw2, 2),
            new("rack", BucketAlgorithm.Straw2, 2), new("root", BucketAlgorithm.Straw2, 0));
        CrushMapEditor editor = map.Edit();

        Assert.Throws<CrushEditException>(() => editor.Move("rack0", ("host", "host1")));
        Assert.Throws<CrushEditException>(() => editor.Move("root", ("rack", "rack1")));
        Assert.Throws<CrushEditException>(() => editor.Move("rack0", ("rack", "rack0")));

        Assert.Equal(CrushBinary.Encode(map), CrushBinary.Encode(editor.ToMap()));
    }

    [Fact]
    public void A_tree_keeps_the_places_of_what_is_left()
    {
        CrushMap map = LayeredMap.Build(6, new MapLayer("host", BucketAlgorithm.Tree, 0));

        CrushMap middle = map.Edit().Remove("osd.2").ToMap();
        CrushMap end = middle.Edit().Remove("osd.4").Remove("osd.5").ToMap();

        Assert.Equal([0, 1, 0, 3, 4, 5], middle.FindBucket("host")!.Items);     // built above
        Assert.Equal([0, 1, 0, 3], end.FindBucket("host")!.Items);
        Assert.Equal(3 * 0x10000u, end.FindBucket("host")!.Weight.Fixed);
    }

    [Fact]
    public void A_weight_set_that_knows_some_buckets_knows_all_when_a_weight_changes()
    {
        CrushMap map = CrushText.Compile("""
            device 0 a
            device 1 b
            type 0 osd
            type 1 host
            type 2 root
            host h { id -1 alg straw2 item a }
            host i { id -2 alg straw item b }
            root r { id -3 alg straw2 item h item i }
            choose_args 0 { { bucket_id -1 weight_set [ [ 3.0 ] [ 4.0 ] ] } }
            choose_args 1 { }
            """).Edit().Reweight("b", 2.0).ToMap();

        WeightSet set = map.FindWeightSet(0)!;                      // in the text
        Assert.Equal([3 * 0x10000, 2 * 0x10000], set[-3]!.WeightsAt(0).ToArray());      // vectors are made for all
        Assert.Equal([4 * 0x10000, 2 * 0x10000], set[-3]!.WeightsAt(1).ToArray());
        Assert.Equal(2, set[-2]!.PositionCount);
        Assert.Null(map.FindWeightSet(1)![-3]);                     // a set without any vector stays so
    }

    [Fact]
    public void Tunables_are_set_by_name()
    {
        CrushMap map = LayeredMap.Build(4, new MapLayer("root", BucketAlgorithm.Straw2, 0));

        Assert.Equal(77u, map.Edit().SetTunable("choose_total_tries", 77).ToMap().Tunables.ChooseTotalTries);
        Assert.Throws<CrushEditException>(() => map.Edit().SetTunable("chooseleaf_stable", 256));
        Assert.Throws<CrushEditException>(() => map.Edit().SetTunable("choose", 1));
    }

    private static Movement Compare(CrushMap before, CrushMap after) =>
        Movement.Between(new CrushMapper(before, 0), new CrushMapper(after, 0), 0, 2000);
}
