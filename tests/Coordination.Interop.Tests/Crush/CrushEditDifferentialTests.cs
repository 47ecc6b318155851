using Coordination.Crush;
using Coordination.Tests.Crush.Random;
using OurTool = Coordination.Samples.Crush.CrushTool;

namespace Coordination.Interop.Tests.Crush;

/// <summary>
/// Random changes of random maps, made by Ceph's crushtool and by us: the maps must be the same, byte for byte.
/// </summary>
public sealed class CrushEditDifferentialTests
{
    private const int EditsPerMap = 12;
    private const string Ours = "ours";

    [Fact]
    public async Task Random_edits_change_random_maps_as_crushtool_does()
    {
        CephTool.Require(CephTool.CrushTool);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("crush");
        try
        {
            List<string> differences = [];
            for (int i = 0; i < 10 * Counterpart.Scale; i++)
                await CompareAsync(folder.FullName, Counterpart.FirstSeed + i, differences);
            Assert.True(differences.Count == 0, string.Join('\n', differences.Take(20)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(string folder, int seed, List<string> differences)
    {
        var random = new System.Random(seed);
        CrushMap map = CrushText.Compile(RandomMap.FromSeed(seed).Text);
        for (int edit = 0; edit < EditsPerMap; edit++)
        {
            string[] words = new RandomEdit(random, map).Draw();
            if (IsLeftOut(map, words))
                continue;
            string problem = await CompareAsync(folder, map, words);
            if (problem.Length > 0)
                differences.Add($"seed {seed}, edit {edit}: {string.Join(' ', words)}: {problem}");
            string made = Path.Combine(folder, Ours);
            if (File.Exists(made))
                map = CrushBinary.Decode(await File.ReadAllBytesAsync(made));
        }
    }

    /// <returns>What differs; empty if nothing does.</returns>
    private static async Task<string> CompareAsync(string folder, CrushMap map, string[] words)
    {
        string before = Path.Combine(folder, "before"), ours = Path.Combine(folder, Ours),
            theirs = Path.Combine(folder, "theirs");
        File.Delete(ours);
        File.Delete(theirs);
        await File.WriteAllBytesAsync(before, CrushBinary.Encode(map, CephRelease.Pacific));
        var (theirCode, theySay) = await CephTool.RunAsync(CephTool.CrushTool, folder,
            ["-i", before, .. words, "-o", theirs]);
        using StringWriter weSay = new();
        int ourCode = OurTool.Run(["edit", before, .. words, "-o", ours, "--compat", "16"], TextReader.Null, weSay,
            weSay);
        if (theirCode >= CephTool.Crashed)
            return "";
        if ((theirCode == 0) != (ourCode == 0))
            return $"crushtool ends with {theirCode} ({theySay.Trim()}), we with {ourCode} ({weSay})";
        if (theirCode != 0)
            return "";
        byte[] expected = await File.ReadAllBytesAsync(theirs), made = await File.ReadAllBytesAsync(ours);
        bool same = expected.AsSpan().SequenceEqual(made)
            || (LeavesSumsToChance(map, words, CrushBinary.Decode(expected))
                && WithoutSums(expected) == WithoutSums(made));
        return same ? "" : "the maps differ";
    }

    /// <summary>
    /// Weight sets are compared on maps of straw2 alone, as other buckets have vectors only while crushtool runs, and
    /// it reads past those of a tree. And it writes past the end of a new bucket's vectors, where a set has several
    /// positions.
    /// </summary>
    private static bool IsLeftOut(CrushMap map, string[] words)
    {
        int positions = map.WeightSetIndexes.SelectMany(index => map.Buckets.Select(bucket =>
            map.FindWeightSet(index)?[bucket.Id]?.PositionCount ?? 0)).DefaultIfEmpty().Max();
        bool makesBuckets = words.Where((_, i) => i > 1 && words[i - 2] == "--loc")
            .Any(name => map.FindBucket(name) is null);
        bool mixed = map.Buckets.Any(b => b.Algorithm != BucketAlgorithm.Straw2);
        return (makesBuckets && positions > 1) || (mixed && positions > 0);
    }

    /// <summary>
    /// crushtool reads memory that nobody wrote when a tree grows by a level, and --reweight leaves the sums of lists
    /// and trees as they were.
    /// </summary>
    private static bool LeavesSumsToChance(CrushMap before, string[] words, CrushMap after) =>
        words[0] == "--reweight" || after.Buckets.Any(bucket => bucket.Algorithm == BucketAlgorithm.Tree
            && bucket.Derived.Length > (before.FindBucket(bucket.Id)?.Derived.Length ?? 0));

    /// <summary>The text of a map holds no sums.</summary>
    private static string WithoutSums(byte[] encoded) => CrushText.Decompile(CrushBinary.Decode(encoded));
}
