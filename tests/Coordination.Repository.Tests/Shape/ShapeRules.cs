using Coordination.Repository.Tests.CSharp;

namespace Coordination.Repository.Tests.Shape;

/// <summary>STYLE.md §3: sizes that keep a concept on a screen.</summary>
internal static class ShapeRules
{
    public const int MostLinesPerFile = 400;
    public const int MostLinesPerMethod = 60;
    public const int MostColumns = 120;
    public const int MostLevels = 3;

    public static IEnumerable<Violation> FileSize(RepositoryFile file)
    {
        if (file.Lines.Length > MostLinesPerFile)
            yield return new Violation(file.Path, 0, $"{file.Lines.Length} lines, {MostLinesPerFile} are the limit.");
    }

    public static IEnumerable<Violation> MethodSize(RepositoryFile file) =>
        from method in file.Outline.Methods
        where method.LineCount > MostLinesPerMethod
        select new Violation(file.Path, method.FirstLine,
            $"{method.Name} has {method.LineCount} lines, {MostLinesPerMethod} are the limit.");

    public static IEnumerable<Violation> Nesting(RepositoryFile file) =>
        from method in file.Outline.Methods
        where method.Nesting > MostLevels
        select new Violation(file.Path, method.FirstLine,
            $"{method.Name} nests {method.Nesting} levels, {MostLevels} are the limit.");

    public static IEnumerable<Violation> LineWidth(RepositoryFile file) =>
        from line in file.Lines.Index()
        where line.Item.Length > MostColumns
        select new Violation(file.Path, line.Index + 1, $"{line.Item.Length} columns, {MostColumns} are the limit.");

    /// <summary>
    /// One type, whose name begins the file's: <c>Completion`1</c> in <c>Completion.cs</c>, logs in <c>X.Log.cs</c>.
    /// </summary>
    public static IEnumerable<Violation> TopLevelType(RepositoryFile file)
    {
        var types = file.Outline.Types.Where(type => !type.IsNested).ToList();
        foreach (CodeType type in types.Skip(1))
            yield return new Violation(file.Path, type.Line,
                $"{type.Name} is the second type of this file: give it its own.");
        if (types.Count > 0 && !file.Name.StartsWith(types[0].Name, StringComparison.Ordinal))
            yield return new Violation(file.Path, types[0].Line, $"{types[0].Name} does not name its file.");
    }
}
