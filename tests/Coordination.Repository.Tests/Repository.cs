namespace Coordination.Repository.Tests;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>What builds and editors leave behind; the same names stand in <c>.gitignore</c>.</summary>
    private static readonly string[] Generated =
        [".git", "bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", ".vs", ".idea"];

    private static readonly string[] TextExtensions =
    [
        "", ".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".config", ".editorconfig", ".md", ".txt", ".yml",
        ".sh", ".py",
    ];

    public static string Root { get; } = FindRoot();

    /// <summary>Every text file, in order of path.</summary>
    public static IReadOnlyList<RepositoryFile> Files { get; } =
        [.. Walk(Root).Where(IsText).Order(StringComparer.Ordinal).Select(Read)];

    public static IEnumerable<RepositoryFile> Sources => Files.Where(file => file.Extension == ".cs");

    public static IEnumerable<RepositoryFile> Projects => Files.Where(file => file.Extension == ".csproj");

    /// <summary>Names of the files and folders in the root, but for what is generated.</summary>
    public static IReadOnlyList<string> RootEntries { get; } =
        [.. Directory.EnumerateFileSystemEntries(Root).Select(Path.GetFileName).OfType<string>().Except(Generated)];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Coordination.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Coordination.sln.");
    }

    private static IEnumerable<string> Walk(string folder)
    {
        IEnumerable<string> below = Directory.EnumerateDirectories(folder)
            .Where(path => !Generated.Contains(Path.GetFileName(path)))
            .SelectMany(Walk);
        return Directory.EnumerateFiles(folder).Concat(below);
    }

    private static bool IsText(string path) => TextExtensions.Contains(Path.GetExtension(path));

    private static RepositoryFile Read(string path) =>
        new(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path));
}
