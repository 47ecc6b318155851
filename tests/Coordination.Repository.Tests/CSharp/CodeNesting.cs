namespace Coordination.Repository.Tests.CSharp;

/// <summary>
/// How deep statements stand in each other, by a descent over the tokens of one member. A statement that governs others
/// (<c>if</c>, a loop, <c>switch</c>, <c>try</c>, <c>lock</c>, <c>using</c>) is a level with braces or without; a chain
/// of <c>else if</c> is one level; a lambda with a body of statements is one. What is no statement has none of these
/// words where a statement begins, so that an initializer may be read as if it were a block.
/// </summary>
internal sealed class CodeNesting
{
    private static readonly string[] Governing = ["if", "for", "foreach", "while", "switch", "lock", "using", "fixed"];

    private readonly IReadOnlyList<CodeToken> _tokens;
    private readonly int _end;
    private int _at;
    private int _deepest;

    private CodeNesting(IReadOnlyList<CodeToken> tokens, int start, int end)
    {
        _tokens = tokens;
        _at = start;
        _end = end;
    }

    private string Current => At(_at);

    /// <summary>The levels of the member from one token to another, both included.</summary>
    public static int Of(IReadOnlyList<CodeToken> tokens, int start, int end)
    {
        var nesting = new CodeNesting(tokens, start, end);
        while (nesting._at <= end)
            nesting.ReadStatement(0);
        return nesting._deepest;
    }

    private string At(int index) => index <= _end ? _tokens[index].Text : "";

    private void ReadStatement(int level)
    {
        if (Current == "await" && At(_at + 1) is "foreach" or "using")
            _at++;
        string word = Current;
        if (word == "{")
            ReadBlock(level);
        else if (Governing.Contains(word) && At(_at + 1) == "(")
            ReadGoverning(level);
        else if (word is "try" or "catch" or "finally" or "do")
            ReadGuarded(level);
        else if (word == "case" || (word == "default" && At(_at + 1) == ":"))
            ReadLabel();
        else
            ReadOther(level);
    }

    private void ReadBlock(int level)
    {
        _at++;
        while (_at <= _end && Current != "}")
            ReadStatement(level);
        _at++;
    }

    private void ReadGoverning(int level)
    {
        _at++;
        SkipBalanced();
        ReadGoverned(level + 1);
        if (Current != "else")
            return;
        _at++;
        if (Current == "if")
            ReadGoverning(level);
        else
            ReadGoverned(level + 1);
    }

    // The condition of a catch stands before its block; that of a do-loop is read as an empty while-loop.
    private void ReadGuarded(int level)
    {
        _at++;
        while (Current is "(" or "when")
        {
            if (Current == "when")
                _at++;
            SkipBalanced();
        }

        ReadGoverned(level + 1);
    }

    private void ReadGoverned(int level)
    {
        _deepest = Math.Max(_deepest, level);
        if (Current == ";")
            _at++;
        else
            ReadStatement(level);
    }

    private void ReadLabel()
    {
        while (_at <= _end && Current != ":")
        {
            if (Current is "(" or "[" or "{")
                SkipBalanced();
            else
                _at++;
        }

        _at++;
    }

    // Ends at its semicolon, behind a body of its own, or before the brace that closes what it stands in.
    private void ReadOther(int level)
    {
        int open = 0;
        for (; _at <= _end; _at++)
        {
            switch (Current)
            {
                case "(" or "[":
                    open++;
                    break;
                case ")" or "]":
                    open--;
                    break;
                case "{":
                    ReadBody(level);
                    if (open == 0)
                        return;
                    _at--;
                    break;
                case ";" when open == 0:
                    _at++;
                    return;
                case "}":
                    return;
            }
        }
    }

    private void ReadBody(int level)
    {
        bool isLambda = _at > 0 && At(_at - 1) == "=>";
        if (isLambda)
            _deepest = Math.Max(_deepest, level + 1);
        ReadBlock(isLambda ? level + 1 : level);
    }

    private void SkipBalanced()
    {
        int depth = 0;
        do
        {
            depth += Current switch { "(" or "[" or "{" => 1, ")" or "]" or "}" => -1, _ => 0 };
            _at++;
        }
        while (depth > 0 && _at <= _end);
    }
}
