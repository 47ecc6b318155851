using System.Globalization;
using Coordination.Crush;
using Coordination.Tests.Crush.Random;

namespace Coordination.Interop.Tests.Crush;

/// <summary>
/// Random maps in a cluster of Ceph's osdmaptool and in ours, with devices that are out and exceptions that its
/// balancer made: every placement group must be in the same place.
/// </summary>
public sealed class OsdMapDifferentialTests
{
    [Fact]
    public async Task Random_clusters_place_their_groups_as_osdmaptool_does()
    {
        CephTool.Require(CephTool.OsdMapTool);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("osdmap");
        try
        {
            int compared = 0;
            for (int i = 0; i < 10 * Counterpart.Scale; i++)
                compared += await CompareAsync(folder.FullName, Counterpart.FirstSeed + i);
            Assert.True(compared > 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <returns>
    /// How many placement groups were compared: none if the rule is not for the pool that the tool makes.
    /// </returns>
    private static async Task<int> CompareAsync(string folder, int seed)
    {
        RandomMap random = RandomMap.FromSeed(seed);
        CrushMap map = CrushText.Compile(random.Text);
        if (map.FindRule(0) is not { Kind: RuleKind.Replicated })
            return 0;
        await File.WriteAllBytesAsync(Path.Combine(folder, "crush"), CrushBinary.Encode(map, CephRelease.Pacific));
        await RunAsync(folder, "--createsimple", Text(map.MaxDevices), "--clobber", "--with-default-pool", "--pg-bits",
            "4");
        await RunAsync(folder, "--import-crush", "crush");
        File.Delete(Path.Combine(folder, "upmap"));
        await RunAsync(folder, "--mark-up-in", "--upmap", "upmap", "--upmap-deviation", "1", "--save");

        int[] outs = [.. random.Reweights.Select(w => w.Device).Where(d => d < map.MaxDevices).Take(1)];
        string printed = await RunAsync(folder,
            ["--mark-up-in", .. outs.SelectMany(d => (string[])["--mark-out", Text(d)]), "--test-map-pgs-dump-all"]);
        string[] theirs = [.. printed.Split('\n').Where(l => l.StartsWith("1.", StringComparison.Ordinal))];
        OsdMap cluster = Cluster(Weighted(map), theirs.Length, outs);
        ReadUpmaps(Path.Combine(folder, "upmap"), cluster);
        for (uint number = 0; number < theirs.Length; number++)
        {
            var id = new PlacementGroupId(1, number);
            GroupPlacement p = cluster.Place(id);
            string ours = $"{id} raw ({List(p.Raw)}, p{p.RawPrimary}) up ({List(p.Up)}, p{p.UpPrimary}) acting "
                + $"({List(p.Acting)}, p{p.ActingPrimary})";
            Assert.True(theirs[number] == ours, $"seed {seed}: {ours}, but osdmaptool {theirs[number]}");
        }
        return theirs.Length;
    }

    /// <summary>--mark-up-in gives devices without weight the weight 1.</summary>
    private static CrushMap Weighted(CrushMap map)
    {
        CrushMapEditor editor = map.Edit();
        for (int device = 0; device < map.MaxDevices; device++)
        {
            if (map.ParentsOf(device).FirstOrDefault() is { } parent
                && parent.ItemWeights[parent.Items.IndexOf(device)] == 0)
                editor.Reweight(map.ItemNames[device]!, Weight.One);        // every device of a random map has a name
        }
        return editor.ToMap();
    }

    private static OsdMap Cluster(CrushMap map, int groups, int[] outs)
    {
        var pool = new Pool { Id = 1, PgNum = (uint)groups, PgpNum = (uint)groups };
        var cluster = new OsdMap(map) { Pools = { [1] = pool } };
        for (int device = 0; device < map.MaxDevices; device++)
        {
            cluster[device] = outs.Contains(device) ? DeviceState.Healthy with { Reweight = Reweight.Out }
                : DeviceState.Healthy;
        }
        return cluster;
    }

    /// <summary>Lines such as <c>ceph osd pg-upmap-items 1.7 3 5 8 2</c>.</summary>
    private static void ReadUpmaps(string file, OsdMap cluster)
    {
        if (!File.Exists(file))
            return;
        foreach (string line in File.ReadLines(file))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 4 || !PlacementGroupId.TryParse(words[3], out PlacementGroupId id))
                throw new InvalidOperationException($"'{line}' was not expected.");
            if (words[2] != "pg-upmap-items")
                continue;
            int[] devices = [.. words.Skip(4).Select(w => int.Parse(w, CultureInfo.InvariantCulture))];
            cluster.UpmapItems[id] = [.. devices.Chunk(2).Select(pair => (pair[0], pair[1]))];
        }
    }

    private static async Task<string> RunAsync(string folder, params string[] words)
    {
        var (code, output) = await CephTool.RunAsync(CephTool.OsdMapTool, folder, ["map", .. words]);
        return code == 0 ? output
            : throw new InvalidOperationException($"osdmaptool {string.Join(' ', words)}: {output}");
    }

    private static string List(IReadOnlyList<int> devices) => $"[{string.Join(',', devices)}]";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
