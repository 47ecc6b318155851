using Coordination.Crush;
using Coordination.Recipes.Placement;

namespace Coordination.AotSmoke;

/// <summary>A CRUSH map by itself, and one that is kept in the tree.</summary>
internal static class CrushSmoke
{
    private const string Text = """
        device 0 osd.0
        device 1 osd.1
        device 2 osd.2
        device 3 osd.3
        type 0 osd
        type 1 root
        root r {
            id -1
            alg straw2
            hash 0
            item osd.0 weight 1.0
            item osd.1 weight 2.0
            item osd.2 weight 3.0
            item osd.3 weight 1.0
        }
        rule spread {
            id 0
            type replicated
            min_size 1
            max_size 10
            step take r
            step choose firstn 0 type osd
            step emit
        }
        """;

    // What crushtool 16 answers for the inputs 0 to 3.
    private static readonly int[] Answers = [0, 1, 2, 3, 0, 2, 1, 3, 2, 0, 2, 3];

    public static void Maps()
    {
        CrushMap map = CrushText.Compile(Text);
        byte[] encoded = CrushBinary.Encode(map);
        CrushMap read = CrushBinary.Decode(encoded);
        Check.That(CrushText.Decompile(read) == CrushText.Decompile(map), "a CRUSH map is the same in both forms");
        Check.That(Map(read, useVectors: true).SequenceEqual(Answers), "inputs are placed where crushtool places them");
        Check.That(Map(read, useVectors: false).SequenceEqual(Answers), "so are they without vectors");
    }

    public static async Task PlacementAsync(ICoordinationClient client, CancellationToken cancellationToken)
    {
        PlacementCluster placement = client.Placement("/aot/placement");
        await placement.CreateAsync(
            PlacementMap.Create(CrushText.Compile(Text), "spread", groups: 16), cancellationToken);
        await using PlacementMember member = await placement.JoinAsync(cancellationToken);
        await using DeviceRegistration device = await member.RegisterAsync(
            new DeviceDescription { Id = 2, Endpoint = "here" }, cancellationToken);
        PlacementSnapshot snapshot = await member.Follower.WaitForAsync(now => now.IsUp(2), cancellationToken);
        Check.That(snapshot.UpDevices.SequenceEqual([2]), "a member's device is up");

        GroupPlacement where = snapshot.Locate("some-key");
        Check.That(where.Raw.Count == 3 && where.Acting.SequenceEqual(where.Raw.Where(one => one == 2)),
            "a key is served by those of its devices that are up");
    }

    private static int[] Map(CrushMap map, bool useVectors)
    {
        const int Replicas = 3;
        uint[] inputs = [0, 1, 2, 3];
        int[] results = new int[inputs.Length * Replicas], counts = new int[inputs.Length];
        var mapper = new CrushMapper(map, ruleId: 0, Replicas, new() { UseVectors = useVectors });
        mapper.MapMany(inputs, results, counts, mapper.CreateScratch());
        return results;
    }
}
