using System.Text.RegularExpressions;

namespace Coordination.Contract.Tests.Errors;

/// <summary>
/// Reads the source for every place where an error is made: where its name stands, and is neither compared with nor in
/// a comment.
/// </summary>
internal static partial class ErrorScan
{
    private static readonly string[] Houses =
    [
        "Coordination.Tree", "Coordination.Ensemble", "Coordination.Client", "Coordination.Protocol",
        "Coordination.Transports.*",
    ];

    public static IEnumerable<(string File, ErrorCode Code)> Run() =>
        from pattern in Houses
        from house in Directory.EnumerateDirectories(SourceFolder.Path, pattern)
        from file in Directory.EnumerateFiles(house, "*.cs", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(SourceFolder.Path, file).Replace('\\', '/')
        where !name.Contains("/obj/", StringComparison.Ordinal) && !name.Contains("/bin/", StringComparison.Ordinal)
        from code in In(File.ReadAllText(file)).Distinct()
        select (name, code);

    private static IEnumerable<ErrorCode> In(string text) =>
        Mention().Matches(Comment().Replace(text, ""))
            .Select(mention => Enum.Parse<ErrorCode>(mention.Groups["code"].Value))
            .Where(code => code != ErrorCode.Ok);

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<!(==|!=|\bis|\bnot|\bor)\s)\bErrorCode\.(?<code>\w+)")]
    private static partial Regex Mention();
}
