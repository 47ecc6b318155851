namespace Coordination.Repository.Tests;

/// <param name="Line">From 1; 0 where the whole file is meant.</param>
internal readonly record struct Violation(string Path, int Line, string Message)
{
    public static void None(IEnumerable<Violation> found)
    {
        var all = found.ToList();
        Assert.True(all.Count == 0, $"{all.Count} violations:\n{string.Join('\n', all)}");
    }

    public override string ToString() => Line == 0 ? $"{Path}: {Message}" : $"{Path}:{Line}: {Message}";
}
