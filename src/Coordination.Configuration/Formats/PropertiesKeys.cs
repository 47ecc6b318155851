using System.Globalization;
using System.Text;

namespace Coordination.Configuration.Formats;

/// <summary>
/// Java's properties, as <c>java.util.Properties.load</c> defines them: <c>key=value</c>, <c>key: value</c> or
/// <c>key value</c>, comments by <c>#</c> and <c>!</c>, lines continued by a backslash, escapes by it.
/// </summary>
internal sealed class PropertiesKeys : IKeyFormat
{
    public void Read(ReadOnlyMemory<byte> document, IDictionary<string, string?> keys)
    {
        string[] lines = Utf8.Decode(document).ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimStart(' ', '\t', '\f');
            if (line.Length == 0 || line[0] is '#' or '!')
                continue;

            int number = i + 1;
            while (IsContinued(line) && i + 1 < lines.Length)
                line = line[..^1] + lines[++i].TrimStart(' ', '\t', '\f');
            (string key, string value) = Split(line, number);
            keys[key.Replace('.', ':')] = value;
        }
    }

    // By an odd number of backslashes: an even one stands for themselves.
    private static bool IsContinued(string line) => (line.Length - line.AsSpan().TrimEnd('\\').Length) % 2 == 1;

    private static (string Key, string Value) Split(string line, int number)
    {
        int end = 0;
        while (end < line.Length && line[end] is not ('=' or ':' or ' ' or '\t' or '\f'))
            end += line[end] == '\\' ? 2 : 1;
        end = Math.Min(end, line.Length);

        int start = end;
        while (start < line.Length && line[start] is ' ' or '\t' or '\f')
            start++;
        if (start < line.Length && line[start] is '=' or ':')
            start++;
        string value = line[start..].TrimStart(' ', '\t', '\f');
        return (Unescape(line[..end], number), Unescape(value, number));
    }

    private static string Unescape(string text, int number)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || ++i == text.Length)
            {
                if (i < text.Length)
                    result.Append(text[i]);
                continue;
            }

            if (text[i] == 'u')
            {
                if (i + 4 >= text.Length || !ushort.TryParse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture, out ushort code))
                {
                    throw new FormatException($"Line {number}: '\\u' is not followed by four hexadecimal digits.");
                }

                result.Append((char)code);
                i += 4;
                continue;
            }

            result.Append(text[i] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', 'f' => '\f', _ => text[i] });
        }

        return result.ToString();
    }
}
