using Coordination.Crush;
using Coordination.Recipes.Placement;

namespace Coordination.Tests.Recipes.Placement;

/// <summary>Maps of racks, hosts and devices, numbered through.</summary>
internal static class Racks
{
    public const string Rule = "by-rack";

    public static CrushMap Crush(int racks, int hosts, int devices, System.Random? weights = null)
    {
        var builder = new CrushMapBuilder("host", "rack", "root").Add("root", "default", root =>
        {
            for (int rack = 0; rack < racks; rack++)
                root.Add("rack", $"rack{rack}", contents => AddHosts(contents, rack, hosts, devices, weights));
        });
        return builder.ReplicatedRule(Rule, "default", "rack").ReplicatedRule("by-host", "default", "host").Build();
    }

    public static PlacementMap Map(
        int racks = 4, int hosts = 3, int devices = 2, uint groups = 256, int replicas = 3, string rule = Rule) =>
        PlacementMap.Create(Crush(racks, hosts, devices), rule, groups, replicas);

    private static void AddHosts(BucketContents rack, int number, int hosts, int devices, System.Random? weights)
    {
        for (int host = number * hosts; host < (number + 1) * hosts; host++)
        {
            rack.Add("host", $"host{host}", contents =>
            {
                for (int device = host * devices; device < (host + 1) * devices; device++)
                    contents.Device(device, weights is null ? 1.0 : 0.5 + weights.NextDouble());
            });
        }
    }
}
