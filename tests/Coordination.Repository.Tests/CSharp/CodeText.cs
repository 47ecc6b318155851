namespace Coordination.Repository.Tests.CSharp;

/// <summary>Finds what in a C# source is not code: comments, strings, characters, directives.</summary>
/// <remarks>
/// A lexer of its own, not Roslyn: it knows just enough of the language to tell where such a token ends, and the tests
/// of a repository need no compiler for that.
/// </remarks>
internal static class CodeText
{
    /// <summary>The same text, in which every such token is blank; each line stays where it was.</summary>
    public static string WithoutCommentsAndStrings(string source)
    {
        char[] kept = source.ToCharArray();
        for (int at = 0; at < source.Length;)
        {
            int end = EndOfToken(source, at);
            for (int i = at; i < end; i++)
                kept[i] = source[i] is '\n' or '\r' ? source[i] : ' ';
            at = Math.Max(end, at + 1);
        }

        return new string(kept);
    }

    /// <summary>Where the token that begins here ends; <paramref name="at"/> itself where code stands.</summary>
    private static int EndOfToken(string source, int at)
    {
        char next = at + 1 < source.Length ? source[at + 1] : '\0';
        return source[at] switch
        {
            '/' when next == '/' => EndOfLine(source, at),
            '/' when next == '*' => After(source, "*/", at + 2),
            '#' when IsFirstOnLine(source, at) => EndOfLine(source, at),
            '\'' => EndOfCharacter(source, at),
            '"' or '$' or '@' => EndOfString(source, at),
            _ => at,
        };
    }

    private static int EndOfString(string source, int at)
    {
        int quote = at;
        while (quote < source.Length && source[quote] is '$' or '@')
            quote++;
        if (quote >= source.Length || source[quote] != '"')
            return at; // An identifier such as @class.

        string prefix = source[at..quote];
        int quotes = 0;
        while (quote + quotes < source.Length && source[quote + quotes] == '"')
            quotes++;
        if (quotes >= 3 && !prefix.Contains('@'))
            return After(source, new string('"', quotes), quote + quotes);
        return EndOfQuoted(source, quote + 1, verbatim: prefix.Contains('@'), interpolated: prefix.Contains('$'));
    }

    private static int EndOfQuoted(string source, int at, bool verbatim, bool interpolated)
    {
        while (at < source.Length)
        {
            bool doubled = at + 1 < source.Length && source[at + 1] == source[at];
            switch (source[at])
            {
                case '\\' when !verbatim:
                case '"' when verbatim && doubled:
                case '{' when interpolated && doubled:
                    at += 2;
                    break;
                case '"':
                    return at + 1;
                case '{' when interpolated:
                    at = EndOfHole(source, at + 1);
                    break;
                default:
                    at++;
                    break;
            }
        }

        return at;
    }

    /// <summary>A hole holds code, which may hold braces and strings again.</summary>
    private static int EndOfHole(string source, int at)
    {
        for (int depth = 1; at < source.Length && depth > 0;)
        {
            int end = EndOfToken(source, at);
            if (end > at)
            {
                at = end;
                continue;
            }

            depth += source[at] switch { '{' => 1, '}' => -1, _ => 0 };
            at++;
        }

        return at;
    }

    private static int EndOfCharacter(string source, int at)
    {
        int end = at + (at + 1 < source.Length && source[at + 1] == '\\' ? 3 : 2);
        while (end < source.Length && source[end] is not ('\'' or '\n'))
            end++;
        return Math.Min(end + 1, source.Length);
    }

    private static bool IsFirstOnLine(string source, int at) =>
        string.IsNullOrWhiteSpace(source[(source.LastIndexOf('\n', at) + 1)..at]);

    private static int EndOfLine(string source, int at) =>
        source.IndexOf('\n', at) is >= 0 and int end ? end : source.Length;

    private static int After(string source, string close, int at) =>
        source.IndexOf(close, Math.Min(at, source.Length), StringComparison.Ordinal) is >= 0 and int end
            ? end + close.Length
            : source.Length;
}
