using System.Globalization;
using System.Text;
using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>Pictures of a placement as text, for terminals and logs.</summary>
public static class PlacementText
{
    private const int BarColumns = 40;

    /// <summary>The hierarchy, as <c>ceph osd tree</c> shows it: who is where, up or down, in or out.</summary>
    public static string Tree(PlacementSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        CrushMap crush = snapshot.Map.Crush;
        List<string[]> rows = [["ID", "CLASS", "WEIGHT", "TYPE NAME", "UP", "STANDING", "REWEIGHT"]];
        foreach (TreeRow row in TreeRow.All(crush))
        {
            string type = row.TypeIn(crush);
            string name = new string(' ', 4 * row.Level) + (type.Length > 0 ? type + " " : "") + row.NameIn(crush);
            string[] state = row.Item < 0 ? ["", "", ""] : StateOf(snapshot, row.Item);
            rows.Add([Number(row.Item), crush.ClassOf(row.Item) ?? "", row.Weight.ToString(), name, .. state]);
        }

        return Table(rows, leftAligned: [1, 3, 4, 5]);
    }

    /// <summary>One bar per device, as long as what it holds; a mark stands where its target is.</summary>
    public static string Load(DeviceLoads loads)
    {
        ArgumentNullException.ThrowIfNull(loads);
        double most = loads.Devices.Select(one => Math.Max(one.Replicas, one.Target)).DefaultIfEmpty(0).Max();
        double scale = most > 0 ? BarColumns / most : 0;
        List<string[]> rows = [["DEVICE", "REPLICAS", "TARGET", ""]];
        foreach (DeviceLoad one in loads.Devices)
        {
            string name = loads.Map.Crush.ItemNames[one.Device] ?? Number(one.Device);
            rows.Add(
            [
                name, one.Replicas.ToString(CultureInfo.InvariantCulture),
                one.Target.ToString("F1", CultureInfo.InvariantCulture), Bar(one, scale),
            ]);
        }

        return Table(rows, leftAligned: [0, 3]);
    }

    internal static string[] StateOf(PlacementSnapshot snapshot, int device)
    {
        DeviceStatus status = snapshot.Map.StatusOf(device);
        return
        [
            snapshot.IsUp(device) ? "up" : "down", status.Standing.ToString().ToLowerInvariant(),
            new Weight(status.EffectiveReweight).ToString(),
        ];
    }

    private static string Bar(DeviceLoad one, double scale)
    {
        char[] bar = new string('#', (int)Math.Round(one.Replicas * scale)).PadRight(BarColumns + 1).ToCharArray();
        if (one.Target > 0)
            bar[(int)Math.Round(one.Target * scale)] = '|';
        return new string(bar).TrimEnd();
    }

    private static string Table(List<string[]> rows, int[] leftAligned)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            IEnumerable<string> cells = row.Select((cell, column) =>
                leftAligned.Contains(column) ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
