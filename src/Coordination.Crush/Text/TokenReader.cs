using System.Globalization;

namespace Coordination.Crush;

/// <summary>
/// Splits a text map into words and brackets. <c>#</c> starts a comment that ends with the line.
/// </summary>
internal sealed class TokenReader
{
    private readonly List<Token> _tokens = [];
    private readonly Token _end;
    private int _next;

    public TokenReader(ReadOnlySpan<char> text)
    {
        int line = 1, lineStart = 0, at = 0;
        while (at < text.Length)
        {
            char c = text[at];
            if (c == '\n')
                (line, lineStart) = (line + 1, at + 1);
            int length = c switch
            {
                '#' => LengthOfComment(text[at..]),
                ' ' or '\t' or '\r' or '\n' or '\v' or '\f' => 1,
                '{' or '}' or '[' or ']' => 1,
                _ => LengthOfWord(text[at..]),
            };
            if (length == 0)
                throw CrushFormatException.InText($"unexpected character U+{(int)c:X4}", line, at - lineStart + 1, at);
            if (c != '#' && !char.IsWhiteSpace(c))
                _tokens.Add(new Token(text.Slice(at, length).ToString(), line, at - lineStart + 1, at));
            at += length;
        }
        _end = new Token("", line, at - lineStart + 1, at);
    }

    public bool AtEnd => _next == _tokens.Count;

    /// <summary>The next token; an empty one at the end.</summary>
    public Token Peek => AtEnd ? _end : _tokens[_next];

    public Token PeekSecond => _next + 1 < _tokens.Count ? _tokens[_next + 1] : _end;

    public Token Take() => AtEnd ? throw _end.Error("the text ends too early") : _tokens[_next++];

    public bool TryTake(string text)
    {
        if (AtEnd || Peek.Text != text)
            return false;
        _next++;
        return true;
    }

    public Token Expect(string text)
    {
        Token token = Take();
        return token.Text == text ? token : throw token.Error($"'{text}' expected, not '{token.Text}'");
    }

    public Token TakeName(string what)
    {
        Token token = Take();
        if (token.Text[0] is '{' or '}' or '[' or ']' || token.Text.Contains('+'))
            throw token.Error($"{what} expected, not '{token.Text}'");
        return token;
    }

    public int TakeInt(string what, int least = int.MinValue, int most = int.MaxValue)
    {
        Token token = Take();
        if (!long.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
            throw token.Error($"{what} expected, not '{token.Text}'");
        if (value < least || value > most)
            throw token.Error($"{what} is {value}, but must lie from {least} to {most}");
        return (int)value;
    }

    private static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '+';

    private static int LengthOfWord(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && IsWordCharacter(text[length]))
            length++;
        return length;
    }

    private static int LengthOfComment(ReadOnlySpan<char> text)
    {
        int length = text.IndexOf('\n');
        return length < 0 ? text.Length : length;
    }
}
