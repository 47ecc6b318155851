using Coordination.Crush;

namespace Coordination.Samples.Crush;

/// <summary>Builds a regular map in layers.</summary>
internal static class BuildCommand
{
    public static void Run(Arguments arguments)
    {
        int devices = arguments.TakeInt("--num-osds");
        arguments.TryTake("-o", 1, out string[] path);
        string compat = arguments.TakeOption("--compat") ?? "20";
        List<MapLayer> layers = [];
        while (!arguments.IsEmpty)
            layers.Add(new MapLayer(arguments.Next("NAME"), NextAlgorithm(arguments), arguments.NextInt("SIZE")));
        CrushMap map = LayeredMap.Build(devices, [.. layers]);
        MapFile.Write(map, new Arguments(["--compat", compat, .. path.SelectMany(p => new[] { "-o", p })]));
    }

    private static BucketAlgorithm NextAlgorithm(Arguments arguments)
    {
        string word = arguments.Next("ALG");
        bool known = Enum.TryParse(word, ignoreCase: true, out BucketAlgorithm algorithm);
        return known && !char.IsAsciiDigit(word[0]) ? algorithm
            : throw new UsageException($"unknown bucket algorithm '{word}'");
    }
}
