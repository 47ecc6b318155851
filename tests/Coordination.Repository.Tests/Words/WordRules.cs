using System.Text.RegularExpressions;
using Coordination.Repository.Tests.CSharp;

namespace Coordination.Repository.Tests.Words;

/// <summary>STYLE.md §3 and §4: words that hide what a thing is, and text that has no place in a repository.</summary>
internal static partial class WordRules
{
    public static IEnumerable<Violation> TypeNames(RepositoryFile file) =>
        from type in file.Outline.Types
        where EmptyWord().IsMatch(type.Name)
        select new Violation(file.Path, type.Line, $"{type.Name}: Helper, Utils, Manager and Impl say nothing.");

    /// <summary>
    /// A node is a znode, a replica or a device; ZooKeeper's own NodeCreated and NoNode are other words, and the
    /// framework's System.Text.Json.Nodes is not ours to name.
    /// </summary>
    public static IEnumerable<Violation> NodeAlone(RepositoryFile file) =>
        InCode(file, MereNode(), "Node alone is banned: it is a znode, a replica or a device.");

    public static IEnumerable<Violation> Regions(RepositoryFile file) =>
        InText(file, Region(), "No regions: a part that wants a heading wants a file.");

    public static IEnumerable<Violation> ToDos(RepositoryFile file) =>
        InText(file, ToDo(), "Unfinished work is an issue, not a comment.");

    public static IEnumerable<Violation> MachinePaths(RepositoryFile file) =>
        InText(file, MachinePath(), "A path of one machine.");

    private static IEnumerable<Violation> InCode(RepositoryFile file, Regex word, string message) =>
        Find(file.Path, file.CodeLines, word, message);

    private static IEnumerable<Violation> InText(RepositoryFile file, Regex word, string message) =>
        Find(file.Path, file.Lines, word, message);

    private static IEnumerable<Violation> Find(string path, string[] lines, Regex word, string message) =>
        from line in lines.Index()
        where word.IsMatch(line.Item)
        select new Violation(path, line.Index + 1, message);

    [GeneratedRegex("Helpers?(?![a-z])|Util(s|ity|ities)?(?![a-z])|Managers?(?![a-z])|Impl(?![a-z])")]
    private static partial Regex EmptyWord();

    [GeneratedRegex(@"(?<!\bText\.Json\.)\b_?[Nn]odes?\b")]
    private static partial Regex MereNode();

    [GeneratedRegex(@"^\s*#(end)?region\b")]
    private static partial Regex Region();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK|XX" + @"X)\b")]
    private static partial Regex ToDo();

    [GeneratedRegex(
        @"(?<![\w.])(/ho" + @"me/|/ro" + @"ot/|/tm" + @"p/|/Us" + @"ers/|/wo" + @"rk/(main|shared|\.library)"
        + @"|[A-Z]:\\\w)")]
    private static partial Regex MachinePath();
}
