using System.Globalization;
using Coordination.Crush;

namespace Coordination.Samples.Crush;

/// <summary>The hierarchy as indented text, with a column per weight set.</summary>
internal static class TreePicture
{
    public static void Write(CrushMap map, TextWriter output)
    {
        long[] sets = [.. map.WeightSetIndexes];
        List<string[]> rows = [["ID", "CLASS", "WEIGHT", .. sets.Select(SetName), "TYPE NAME"]];
        foreach (Bucket root in map.Roots())
            Add(map, sets, root.Id, root.Weight.Fixed, parent: null, level: 0, rows);

        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        for (int r = 0; r < rows.Count; r++)
            output.Write(string.Join("  ", rows[r].Select((cell, column) => Align(cell, widths, column, r == 0)))
                + "\n");
    }

    private static string SetName(long index) =>
        index == WeightSet.Default ? "(compat)" : index.ToString(CultureInfo.InvariantCulture);

    /// <summary>Headers and names stand to the left, numbers to the right.</summary>
    private static string Align(string cell, int[] widths, int column, bool header) =>
        header || column == widths.Length - 1 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]);

    private static void Add(CrushMap map, long[] sets, int item, uint weight, (Bucket Bucket, int Index)? parent,
        int level,
        List<string[]> rows)
    {
        Bucket? bucket = map.FindBucket(item);
        string type = bucket is null ? "" : $"{map.TypeNames[bucket.Type]} ";
        rows.Add([
            item.ToString(CultureInfo.InvariantCulture), map.ClassOf(item) ?? "", WeightText.Format(weight, 5),
            .. sets.Select(set => SetWeight(map.FindWeightSet(set), parent)),
            new string(' ', 4 * level) + type + map.ItemNames[item],
        ]);
        if (bucket is null)
            return;
        IEnumerable<int> order = Enumerable.Range(0, bucket.Items.Length)
            .OrderBy(i => SortKey(map, bucket.Items[i]), StringComparer.Ordinal);
        foreach (int i in order)
            Add(map, sets, bucket.Items[i], bucket.ItemWeights[i], (bucket, i), level + 1, rows);
    }

    private static string SetWeight(WeightSet? set, (Bucket Bucket, int Index)? parent) =>
        parent is { } p && set?[p.Bucket.Id] is { PositionCount: > 0 } entry
            ? WeightText.Format(entry.WeightsAt(0)[p.Index], 5) : "";

    /// <summary>Buckets before devices, by name; devices by class, then by number.</summary>
    private static string SortKey(CrushMap map, int item) => item < 0 ? $"_{map.ItemNames[item]}"
        : string.Create(CultureInfo.InvariantCulture, $"{map.ClassOf(item)}_osd.{item:D8}");
}
