using FsCheck;
using FsCheck.Fluent;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>
/// Few paths, so that steps meet on them: plain ones, one in another alphabet, a deep one, the reserved ones, and
/// whatever exists.
/// </summary>
internal static class PathGenerator
{
    private static readonly string[] Plain = ["/a", "/a", "/b", "/a/b", "/a/c", "/ab", "/é", "/é/日本", "/a/b/c"];

    private static readonly string[] Reserved =
        ["/", "/zookeeper", "/zookeeper/config", "/zookeeper/quota", "/zookeeper/quota/a"];

    private static readonly string Deep = string.Concat(Enumerable.Repeat("/d", 40));

    public static Gen<PathChoice> Any { get; } = Gen.Frequency(
        (10, from path in Gen.Elements(Plain) select Named(path)),
        (6, from index in Gen.Choose(0, 1_000) select new PathChoice(null, index, "", false)),
        (3, from index in Gen.Choose(0, 1_000)
            from name in Gen.Elements("x", "y")
            select new PathChoice(null, index, name, false)),
        (1, from path in Gen.Elements(Reserved) select Named(path)),
        (1, Gen.Constant(Named(Deep))));

    /// <summary>Also such as end in a slash.</summary>
    public static Gen<PathChoice> OrPrefix { get; } = Gen.Frequency(
        (12, Any),
        (1, from path in Any select path with { IsPrefix = true }));

    public static PathChoice Named(string path) => new(path, 0, "", false);
}
