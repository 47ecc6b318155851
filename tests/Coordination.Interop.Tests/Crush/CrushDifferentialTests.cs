using System.Globalization;
using Coordination.Crush;
using Coordination.Tests.Crush.Random;
using OurTool = Coordination.Samples.Crush.CrushTool;

namespace Coordination.Interop.Tests.Crush;

/// <summary>Random maps, given to Ceph's crushtool and to us: bytes, text and placements must be the same.</summary>
public sealed class CrushDifferentialTests
{
    private const int Inputs = 1000;

    [Fact]
    public async Task Random_maps_are_compiled_decompiled_and_mapped_as_crushtool_does()
    {
        CephTool.Require(CephTool.CrushTool);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("crush");
        try
        {
            for (int i = 0; i < 50 * Counterpart.Scale; i++)
                await CompareAsync(folder.FullName, Counterpart.FirstSeed + i);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(string folder, int seed)
    {
        RandomMap random = RandomMap.FromSeed(seed);
        await File.WriteAllTextAsync(Path.Combine(folder, "map.txt"), random.Text);
        var (code, output) = await CephTool.RunAsync(CephTool.CrushTool, folder, "--enable-unsafe-tunables",
            "-c", "map.txt", "-o", "map.bin");
        Assert.True(code == 0, $"seed {seed}: {output}\n{random.Text}");

        CrushMap map = Compile(random, seed);
        byte[] theirs = await File.ReadAllBytesAsync(Path.Combine(folder, "map.bin"));
        bool sameBytes = theirs.AsSpan().SequenceEqual(CrushBinary.Encode(map, CephRelease.Pacific));
        // crushtool leaves places of a tree bucket as the memory was that it got; so it goes on with our encoding.
        Assert.True(sameBytes || random.Text.Contains("alg tree", StringComparison.Ordinal), $"seed {seed}: encoding");
        await File.WriteAllBytesAsync(Path.Combine(folder, "map.bin"), CrushBinary.Encode(map, CephRelease.Pacific));
        byte[] again = CrushBinary.Encode(CrushBinary.Decode(theirs), CephRelease.Pacific);
        Assert.True(theirs.AsSpan().SequenceEqual(again), $"seed {seed}: encoding of what was decoded");

        var (_, text) = await CephTool.RunAsync(CephTool.CrushTool, folder, "-d", "map.bin");
        Assert.True(text == CrushText.Decompile(map, CephRelease.Pacific), $"seed {seed}: text");
        var (_, dump) = await CephTool.RunAsync(CephTool.CrushTool, folder, "-i", "map.bin", "--dump", "--format",
            "json");
        using StringWriter ours = new();
        OurTool.Run(["dump", Path.Combine(folder, "map.bin"), "--compat", "16"], TextReader.Null, ours, ours);
        Assert.True(dump == ours.ToString(), $"seed {seed}: dump\n{dump}\n{ours}");
        await CompareMappingsAsync(folder, random, map, seed);
    }

    private static CrushMap Compile(RandomMap random, int seed)
    {
        try
        {
            return CrushText.Compile(random.Text);
        }
        catch (CrushFormatException problem)
        {
            throw new InvalidOperationException($"seed {seed}: {problem.Message}\n{random.Text}", problem);
        }
    }

    private static async Task CompareMappingsAsync(string folder, RandomMap random, CrushMap map, int seed)
    {
        var (_, output) = await CephTool.RunAsync(CephTool.CrushTool, folder,
        [
            "-i", "map.bin", "--test", "--show-mappings", "--num-rep", $"{random.Replicas}",
            "--min-x", "0", "--max-x", $"{Inputs - 1}",
            .. random.Reweights.SelectMany(w => (string[])["--weight", $"{w.Device}", w.Weight]),
        ]);
        string[] theirs = [.. output.Split('\n').Where(line => line.StartsWith("CRUSH", StringComparison.Ordinal))];

        foreach (bool vectors in new[] { true, false })
        {
            string[] ours = [.. Enumerable.Range(0, random.RuleCount).SelectMany(rule => Map(random, map, rule,
                vectors))];
            Assert.True(theirs.Length == ours.Length, $"seed {seed}: {theirs.Length} lines");
            for (int i = 0; i < ours.Length; i++)
                Assert.True(theirs[i] == ours[i],
                    $"seed {seed}, vectors {vectors}: {ours[i]}, but crushtool {theirs[i]}");
        }
    }

    private static IEnumerable<string> Map(RandomMap random, CrushMap map, int rule, bool vectors)
    {
        uint[] reweights = Reweight.Full(map);
        foreach (var (device, weight) in random.Reweights.Where(w => w.Device < reweights.Length))
            reweights[device] = Reweight.From(float.Parse(weight, CultureInfo.InvariantCulture));
        var options = new MapperOptions
        {
            Reweights = reweights,
            WeightSet = map.WeightSetFor(0),
            UseVectors = vectors,
        };
        var mapper = new CrushMapper(map, rule, random.Replicas, options);
        uint[] inputs = [.. Enumerable.Range(0, Inputs).Select(x => (uint)x)];
        int[] results = new int[Inputs * random.Replicas], counts = new int[Inputs];
        mapper.MapMany(inputs, results, counts, mapper.CreateScratch());
        for (int x = 0; x < Inputs; x++)
        {
            string devices = string.Join(',', results.AsSpan(x * random.Replicas, counts[x]).ToArray());
            yield return $"CRUSH rule {rule} x {x} [{devices}]";
        }
    }
}
