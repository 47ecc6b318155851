using Coordination.Crush;

namespace Coordination.Samples.Crush;

/// <summary>Looks for items without a name, and for devices whose number is too large for a cluster.</summary>
internal static class CheckCommand
{
    public static void Run(Arguments arguments)
    {
        CrushMap map = MapFile.Read(arguments.Next("FILE"));
        int maxId = arguments.IsEmpty ? int.MaxValue : arguments.NextInt("MAX_ID");
        arguments.ExpectEnd();
        if (map.TypeNames[0] is null)
            throw new UsageException("unknown type name: type#0");
        foreach (Bucket root in map.Roots())
            Check(map, root.Id, maxId);
    }

    private static void Check(CrushMap map, int item, int maxId)
    {
        if (map.ItemNames[item] is null)
            throw new UsageException($"unknown item name: item#{item}");
        if (item >= maxId)
            throw new UsageException($"item id too large: item#{item}");
        if (map.FindBucket(item) is not { } bucket)
            return;
        foreach (int below in bucket.Items)
            Check(map, below, maxId);
    }
}
