using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Coordination.Repository.Tests.Layout;

/// <summary>STYLE.md §2 and §5: what lies where, and what every package brings.</summary>
internal static partial class LayoutRules
{
    private static readonly string[] RootMayHold =
    [
        ".ci", ".editorconfig", ".gitattributes", ".gitignore", "Coordination.sln", "LICENSE", "README.md",
        "benchmarks", "global.json", "nuget.config", "samples", "src", "tests",
    ];

    public static IEnumerable<Violation> Root(IEnumerable<string> entries) =>
        entries.Except(RootMayHold).Select(name => new Violation(name, 0, "The root holds no such thing."));

    public static IEnumerable<Violation> Solution(string solution, IEnumerable<RepositoryFile> projects) =>
        from project in projects
        where !solution.Replace('\\', '/').Contains($"\"{project.Path}\"", StringComparison.Ordinal)
        select new Violation(project.Path, 0, "It is not in Coordination.sln, so nobody builds it.");

    public static IEnumerable<Violation> Package(RepositoryFile project, IReadOnlySet<string> paths)
    {
        string folder = project.Path[..project.Path.LastIndexOf('/')];
        foreach (string name in (string[])["PublicAPI.Shipped.txt", "PublicAPI.Unshipped.txt"])
        {
            if (!paths.Contains($"{folder}/{name}"))
                yield return new Violation(project.Path, 0, $"Its public API is not held: {name} is missing.");
        }

        string? description = XDocument.Parse(project.Text).Descendants("Description").FirstOrDefault()?.Value;
        if (string.IsNullOrWhiteSpace(description))
            yield return new Violation(project.Path, 0, "It has no description.");
    }

    /// <summary>
    /// Diagnostics switched off by an editorconfig below the root, as <c>path [section] diagnostic</c>.
    /// </summary>
    public static IEnumerable<string> Exemptions(RepositoryFile editorConfig)
    {
        string section = "";
        foreach (string line in editorConfig.Lines.Select(line => line.Trim()))
        {
            if (line.StartsWith('['))
                section = line;
            else if (SwitchedOff().Match(line) is { Success: true } off)
                yield return $"{editorConfig.Path} {section} {off.Groups[1].Value}";
        }
    }

    /// <summary>Diagnostics switched off in source, as <c>path diagnostic</c>.</summary>
    public static IEnumerable<string> Suppressions(RepositoryFile source) =>
        from line in source.Lines
        let off = Suppressed().Match(line)
        where off.Success
        select $"{source.Path} {off.Groups[1].Value}{off.Groups[2].Value}";

    [GeneratedRegex(@"^dotnet_diagnostic\.(\w+)\.severity\s*=\s*(none|silent|suggestion)")]
    private static partial Regex SwitchedOff();

    [GeneratedRegex(@"^\s*#pragma\s+warning\s+disable\s+(\w*)|^\s*\[[^""]*\bSuppressMessage\(\s*""[^""]*"",\s*""(\w+)")]
    private static partial Regex Suppressed();
}
