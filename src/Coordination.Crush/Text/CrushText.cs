namespace Coordination.Crush;

/// <summary>
/// The text form of a map, as people write it and as Ceph's crushtool compiles and decompiles it (FACTS §10).
/// </summary>
public static class CrushText
{
    /// <summary>Makes a map of its text.</summary>
    /// <exception cref="CrushFormatException">The text is wrong; says at which line and column.</exception>
    public static CrushMap Compile(ReadOnlySpan<char> text) => new MapCompiler(text).Compile();

    /// <summary>
    /// The text of a map. Pacific's three decimals lose information: compiling it again changes weights.
    /// </summary>
    public static string Decompile(CrushMap map, CephRelease release = CephRelease.Tentacle)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new MapDecompiler(map, release).Decompile();
    }
}
