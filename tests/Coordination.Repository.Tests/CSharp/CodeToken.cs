using System.Text.RegularExpressions;

namespace Coordination.Repository.Tests.CSharp;

/// <param name="Line">From 1.</param>
internal readonly partial record struct CodeToken(string Text, int Line)
{
    /// <summary>Words, and operators as far as the outline must tell them apart.</summary>
    public static IReadOnlyList<CodeToken> Of(string code)
    {
        var tokens = new List<CodeToken>();
        int line = 1;
        foreach (Match match in Pattern().Matches(code))
        {
            if (match.ValueSpan is "\n")
                line++;
            else
                tokens.Add(new CodeToken(match.Value, line));
        }

        return tokens;
    }

    [GeneratedRegex(@"\n|[\w@]+|=>|[=!<>]=|\S")]
    private static partial Regex Pattern();
}
