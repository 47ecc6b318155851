using System.Globalization;
using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>One bucket or device of the picture of a tree.</summary>
/// <param name="Item">Its id.</param>
/// <param name="Level">How many buckets it stands in.</param>
/// <param name="Weight">Its weight in the bucket above, or its own for a root.</param>
internal readonly record struct TreeRow(int Item, int Level, Weight Weight)
{
    /// <summary>Everything below all roots, each bucket before what it holds; shadows of classes left out.</summary>
    public static List<TreeRow> All(CrushMap map)
    {
        List<TreeRow> rows = [];
        foreach (Bucket root in map.Roots().Where(root => !map.IsShadow(root)))
            Add(map, root.Id, 0, root.Weight, rows);
        return rows;
    }

    public string NameIn(CrushMap map) =>
        map.ItemNames[Item] ?? Item.ToString(CultureInfo.InvariantCulture);

    public string TypeIn(CrushMap map) => map.FindBucket(Item) is { } bucket
        ? map.TypeNames[bucket.Type] ?? bucket.Type.ToString(CultureInfo.InvariantCulture) : "";

    private static void Add(CrushMap map, int item, int level, Weight weight, List<TreeRow> rows)
    {
        rows.Add(new TreeRow(item, level, weight));
        if (map.FindBucket(item) is not { } bucket)
            return;
        for (int i = 0; i < bucket.Items.Length; i++)
            Add(map, bucket.Items[i], level + 1, new Weight(bucket.ItemWeights[i]), rows);
    }
}
