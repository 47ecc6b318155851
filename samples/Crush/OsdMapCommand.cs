using Coordination.Crush;

namespace Coordination.Samples.Crush;

/// <summary>Places all groups of a cluster, or objects by name.</summary>
internal static class OsdMapCommand
{
    public static void Run(Arguments arguments, TextReader input, TextWriter output)
    {
        string what = arguments.Next("pgs|objects");
        string json = arguments.TakeOption("--osdmap") ?? throw new UsageException("--osdmap is missing");
        string map = arguments.TakeOption("--crush") ?? throw new UsageException("--crush is missing");
        arguments.ExpectEnd();
        OsdMap cluster = OsdMapJson.Read(File.ReadAllBytes(json), MapFile.Read(map));
        if (what == "pgs")
            WriteGroups(cluster, output);
        else if (what == "objects")
            WriteObjects(cluster, input, output);
        else
            throw new UsageException($"'{what}': pgs or objects");
    }

    private static void WriteGroups(OsdMap cluster, TextWriter output)
    {
        foreach (Pool pool in cluster.Pools.Values)
        {
            for (uint number = 0; number < pool.PgNum; number++)
            {
                var id = new PlacementGroupId(pool.Id, number);
                GroupPlacement p = cluster.Place(id);
                output.Write($"{id}\t{List(p.Raw)}\t{p.RawPrimary}\t{List(p.Up)}\t{p.UpPrimary}\t");
                output.Write($"{List(p.Acting)}\t{p.ActingPrimary}\n");
            }
        }
    }

    private static void WriteObjects(OsdMap cluster, TextReader input, TextWriter output)
    {
        while (input.ReadLine() is { } line)
        {
            string[] columns = line.Split('\t');
            if (columns.Length != 3 || !cluster.Pools.TryGetValue(Arguments.ToInt(columns[0], "POOL"), out Pool? pool))
                throw new UsageException($"'{line}': POOL<TAB>NAME_HEX<TAB>NAMESPACE_HEX expected");
            PlacementGroupId id = pool.GroupOf(FromHex(columns[1]), FromHex(columns[2]));
            output.Write($"{line}\t{id}\t{List(cluster.Place(id).Acting)}\n");
        }
    }

    private static byte[] FromHex(string text) => text == "-" ? [] : Convert.FromHexString(text);

    private static string List(IReadOnlyList<int> devices) =>
        $"[{string.Join(',', devices.Select(d => d == CrushItem.None ? "-" : $"{d}"))}]";
}
