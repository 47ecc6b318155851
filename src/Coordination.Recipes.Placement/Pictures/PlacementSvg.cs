using System.Globalization;
using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>Pictures of a placement as SVG: files that any browser shows.</summary>
public static class PlacementSvg
{
    private const double RowHeight = 22;
    private const double DeviceWidth = 64;
    private const double Margin = 8;
    private const double NameWidth = 120;
    private const double BarWidth = 400;

    /// <summary>
    /// The hierarchy from the root down, every bucket above what it holds; devices green when up and in, amber when out
    /// or draining, red when down.
    /// </summary>
    public static string Tree(PlacementSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        CrushMap crush = snapshot.Map.Crush;
        var drawing = new SvgDrawing();
        double x = Margin;
        int deepest = 0;
        foreach (Bucket root in crush.Roots().Where(root => !crush.IsShadow(root)))
            x += Draw(snapshot, drawing, new TreeRow(root.Id, 0, root.Weight), x, ref deepest) + Margin;
        return drawing.ToSvg(x, (deepest + 1) * RowHeight + 2 * Margin);
    }

    /// <summary>One bar per device, as long as what it holds; a red line stands where its target is.</summary>
    public static string Load(DeviceLoads loads)
    {
        ArgumentNullException.ThrowIfNull(loads);
        double most = loads.Devices.Select(one => Math.Max(one.Replicas, one.Target)).DefaultIfEmpty(0).Max();
        double scale = most > 0 ? BarWidth / most : 0;
        var drawing = new SvgDrawing();
        double y = Margin;
        foreach (DeviceLoad one in loads.Devices)
        {
            string name = loads.Map.Crush.ItemNames[one.Device] ?? one.Device.ToString(CultureInfo.InvariantCulture);
            string title = string.Create(CultureInfo.InvariantCulture, $"{one.Replicas} of {one.Target:F1}");
            drawing.Text(Margin, y + RowHeight - 8, name);
            drawing.Rectangle(Margin + NameWidth, y + 2, one.Replicas * scale, RowHeight - 4, "#7aa6d8", title);
            double target = Margin + NameWidth + one.Target * scale;
            if (one.Target > 0)
                drawing.Line(target, y, target, y + RowHeight, "#c00");
            drawing.Text(2 * Margin + NameWidth + BarWidth, y + RowHeight - 8, title);
            y += RowHeight;
        }

        return drawing.ToSvg(NameWidth + BarWidth + 14 * Margin, y + Margin);
    }

    /// <summary>Draws a bucket over its contents, or a device; returns how wide it is.</summary>
    private static double Draw(
        PlacementSnapshot snapshot, SvgDrawing drawing, TreeRow row, double x, ref int deepest)
    {
        CrushMap crush = snapshot.Map.Crush;
        deepest = Math.Max(deepest, row.Level);
        double width = 0;
        if (crush.FindBucket(row.Item) is { } bucket)
        {
            for (int i = 0; i < bucket.Items.Length; i++)
            {
                var below = new TreeRow(bucket.Items[i], row.Level + 1, new Weight(bucket.ItemWeights[i]));
                width += Draw(snapshot, drawing, below, x + width, ref deepest);
            }
        }

        width = Math.Max(width, DeviceWidth);
        double y = Margin + row.Level * RowHeight;
        string name = row.NameIn(crush);
        drawing.Rectangle(x, y, width, RowHeight, Colour(snapshot, row.Item), Describe(snapshot, row));
        drawing.Text(x + 4, y + RowHeight - 7, name);
        return width;
    }

    private static string Colour(PlacementSnapshot snapshot, int item) => item switch
    {
        < 0 => "#e8e8e8",
        _ when !snapshot.IsUp(item) => "#e08a8a",
        _ when !snapshot.Map.StatusOf(item).IsIn => "#e8c878",
        _ => "#9ccf9c",
    };

    private static string Describe(PlacementSnapshot snapshot, TreeRow row)
    {
        string type = row.TypeIn(snapshot.Map.Crush);
        string state = row.Item < 0 ? type : string.Join(", ", PlacementText.StateOf(snapshot, row.Item));
        return $"{row.NameIn(snapshot.Map.Crush)}: weight {row.Weight}, {state}";
    }
}
