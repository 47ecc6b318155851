namespace Coordination.Contract.Tests;

/// <summary>
/// Where the library's source is: found from where the tests run, not from where they were compiled, as a deterministic
/// build maps its source paths.
/// </summary>
internal static class SourceFolder
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Coordination.sln")))
            folder = folder.Parent;
        Assert.NotNull(folder);
        return System.IO.Path.Combine(folder.FullName, "src");
    }
}
