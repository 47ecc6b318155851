using System.Xml.Linq;
using Coordination.Crush;
using Coordination.Recipes.Placement;

namespace Coordination.Tests.Recipes.Placement.Pictures;

public sealed class PictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly PlacementMap Small = PlacementMap.Create(
        new CrushMapBuilder("host", "root")
            .Add("root", "default", root => root
                .Add("host", "a", host => host.Device(0).Device(1, 2.0, deviceClass: "ssd"))
                .Add("host", "b", host => host.Device(2)))
            .ReplicatedRule("r", "default", "host")
            .Build(),
        "r", groups: 64, replicas: 1);

    [Fact]
    public void The_tree_is_shown_as_text()
    {
        PlacementSnapshot snapshot = Snapshots.Of(Small.With(DeviceStanding.Absent, 2), 0, 1);

        Assert.Equal(
            """
            ID  CLASS   WEIGHT  TYPE NAME      UP    STANDING  REWEIGHT
            -3         4.00000  root default
            -1         3.00000      host a
             0         1.00000          osd.0  up    in         1.00000
             1  ssd    2.00000          osd.1  up    in         1.00000
            -2         1.00000      host b
             2         1.00000          osd.2  down  absent     0.00000

            """,
            PlacementText.Tree(snapshot));
    }

    [Fact]
    public void The_load_is_shown_as_bars_with_a_mark_at_the_target()
    {
        DeviceLoads loads = DeviceLoads.Of(Small.Balanced());
        string[] lines = PlacementText.Load(loads).Split('\n');

        Assert.Equal([15, 33, 16], loads.Devices.Select(one => one.Replicas));
        Assert.Equal(33 / 32.0, loads.Fullest);
        Assert.Equal("osd.0         15    16.0  ################## |", lines[1]);
        Assert.Equal("osd.1         33    32.0  #######################################|", lines[2]);
    }

    [Fact]
    public void The_tree_is_drawn_as_svg()
    {
        PlacementSnapshot snapshot = Snapshots.Of(Small.With(DeviceStanding.Draining, 1), 0, 1);

        XElement picture = XDocument.Parse(PlacementSvg.Tree(snapshot)).Root!; // Not null: a parsed document has one.

        Assert.Equal(Svg + "svg", picture.Name);
        Assert.Equal(
            ["default", "a", "osd.0", "osd.1", "b", "osd.2"],
            picture.Elements(Svg + "text").Select(text => text.Value).OrderBy(Position));
        IEnumerable<string?> colours = picture.Elements(Svg + "rect").Select(box => (string?)box.Attribute("fill"));
        Assert.Equal(4, colours.Distinct().Count());
        Assert.Contains(
            picture.Descendants(Svg + "title"), title => title.Value == "osd.1: weight 2.00000, up, draining, 0.00000");

        static int Position(string name) => Array.IndexOf(["default", "a", "osd.0", "osd.1", "b", "osd.2"], name);
    }

    [Fact]
    public void The_load_is_drawn_as_svg()
    {
        XElement picture = XDocument.Parse(PlacementSvg.Load(DeviceLoads.Of(Small))).Root!; // Not null: see above.

        Assert.Equal(3, picture.Elements(Svg + "rect").Count());
        Assert.Equal(3, picture.Elements(Svg + "line").Count());
        Assert.Contains(picture.Elements(Svg + "text"), text => text.Value == "osd.2");
    }
}
