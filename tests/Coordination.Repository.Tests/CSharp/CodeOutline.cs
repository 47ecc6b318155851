namespace Coordination.Repository.Tests.CSharp;

/// <summary>The types and members of one source file, by a descent over its tokens.</summary>
internal sealed class CodeOutline
{
    private static readonly string[] Modifiers =
    [
        "public", "internal", "private", "protected", "file", "static", "sealed", "abstract", "readonly", "ref",
        "partial", "unsafe", "new",
    ];

    private static readonly string[] TypeKinds = ["class", "struct", "interface", "enum", "record", "delegate"];

    private readonly IReadOnlyList<CodeToken> _tokens;
    private readonly List<CodeType> _types = [];
    private readonly List<CodeMethod> _methods = [];
    private int _at;

    private CodeOutline(IReadOnlyList<CodeToken> tokens) => _tokens = tokens;

    public IReadOnlyList<CodeType> Types => _types;

    public IReadOnlyList<CodeMethod> Methods => _methods;

    public static CodeOutline Of(string source)
    {
        var outline = new CodeOutline(CodeToken.Of(CodeText.WithoutCommentsAndStrings(source)));
        outline.ReadBody(isInType: false);
        return outline;
    }

    private string Current => _at < _tokens.Count ? _tokens[_at].Text : "";

    /// <summary>Members up to the brace that closes the body, or to the end of the file.</summary>
    private void ReadBody(bool isInType)
    {
        while (_at < _tokens.Count && Current != "}")
        {
            while (Current == "[")
                SkipBalanced();
            ReadMember(isInType);
        }

        _at++;
    }

    private void ReadMember(bool isInType)
    {
        int start = _at;
        (string kind, string name) = Declaration(start);
        if (kind.Length > 0 && kind != "namespace")
            _types.Add(new CodeType(kind, name, _tokens[start].Line, isInType));

        bool isAssigned = false; // = or => was seen: what braces hold is no body, and a semicolon ends the member.
        bool hasCode = false;    // It is a field if it is assigned before anything else is seen.
        for (; _at < _tokens.Count && Current is not (";" or "}");)
        {
            switch (Current)
            {
                case "{" when kind.Length > 0 && !isAssigned:
                    _at++;
                    ReadBody(isInType || kind != "namespace");
                    return;
                case "{":
                    hasCode |= !isAssigned;
                    SkipBalanced();
                    if (!isAssigned && Current != "=")
                    {
                        Finish(start, _at - 1, isInType && kind.Length == 0);
                        return;
                    }

                    break;
                case "(" or "[":
                    hasCode |= Current == "(" && !isAssigned;
                    SkipBalanced();
                    break;
                default:
                    hasCode |= Current == "=>" && !isAssigned;
                    isAssigned |= Current is "=" or "=>";
                    _at++;
                    break;
            }
        }

        if (Current == ";")
            Finish(start, _at++, isInType && kind.Length == 0 && hasCode);
    }

    private void Finish(int start, int end, bool isMethod)
    {
        if (!isMethod)
            return;
        int nesting = CodeNesting.Of(_tokens, start, end);
        _methods.Add(new CodeMethod(NameOf(start), _tokens[start].Line, _tokens[end].Line, nesting));
    }

    /// <summary>What is declared: a type's kind and name, <c>namespace</c>, or nothing where it is a member.</summary>
    private (string Kind, string Name) Declaration(int at)
    {
        while (at < _tokens.Count && Modifiers.Contains(_tokens[at].Text))
            at++;
        string kind = at < _tokens.Count ? _tokens[at].Text : "";
        if (kind == "namespace")
            return (kind, "");
        if (!TypeKinds.Contains(kind) || at + 1 >= _tokens.Count || _tokens[at + 1].Text is "=" or "(" or "." or ";")
            return ("", "");
        if (kind == "delegate")
            return (kind, NameOf(at));
        int name = _tokens[at + 1].Text is "class" or "struct" ? at + 2 : at + 1;
        return (kind, _tokens[name].Text);
    }

    /// <summary>The last word before the parameters, the body or the value.</summary>
    private string NameOf(int at)
    {
        string name = "";
        int angles = 0;
        for (; at < _tokens.Count && _tokens[at].Text is not ("(" or "{" or "=" or "=>" or ";"); at++)
        {
            string text = _tokens[at].Text;
            angles += text switch { "<" => 1, ">" => -1, _ => 0 };
            if (angles == 0 && (char.IsLetter(text[0]) || text[0] is '_' or '@'))
                name = text;
        }

        return name;
    }

    private void SkipBalanced()
    {
        int depth = 0;
        do
        {
            depth += Current switch { "(" or "[" or "{" => 1, ")" or "]" or "}" => -1, _ => 0 };
            _at++;
        }
        while (depth > 0 && _at < _tokens.Count);
    }
}
