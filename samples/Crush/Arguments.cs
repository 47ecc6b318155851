using System.Globalization;

namespace Coordination.Samples.Crush;

/// <summary>
/// The words of the command line: options are taken by name, from anywhere; what is left is taken in order.
/// </summary>
internal sealed class Arguments(ReadOnlySpan<string> words)
{
    private readonly List<string> _words = [.. words];

    public bool IsEmpty => _words.Count == 0;

    public string Peek => IsEmpty ? "" : _words[0];

    public string Next(string what)
    {
        if (IsEmpty)
            throw new UsageException($"{what} is missing");
        string word = _words[0];
        _words.RemoveAt(0);
        return word;
    }

    public int NextInt(string what) => ToInt(Next(what), what);

    public float NextFloat(string what) => ToFloat(Next(what), what);

    public bool TakeFlag(string name) => _words.Remove(name);

    public string? TakeOption(string name) => TryTake(name, 1, out string[] values) ? values[0] : null;

    public int TakeInt(string name, int? fallback = null) => TakeOption(name) is { } value ? ToInt(value, name)
        : fallback ?? throw new UsageException($"{name} is missing");

    /// <summary>Takes an option and the values behind it.</summary>
    public bool TryTake(string name, int count, out string[] values)
    {
        values = [];
        int at = _words.IndexOf(name);
        if (at < 0)
            return false;
        if (at + count >= _words.Count)
            throw new UsageException($"{name} needs {count} value(s)");
        values = [.. _words.GetRange(at + 1, count)];
        _words.RemoveRange(at, count + 1);
        return true;
    }

    public void ExpectEnd()
    {
        if (!IsEmpty)
            throw new UsageException($"'{_words[0]}' was not expected");
    }

    public static int ToInt(string text, string what) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value
            : throw new UsageException($"{what}: '{text}' is not a number");

    public static float ToFloat(string text, string what) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) ? value
            : throw new UsageException($"{what}: '{text}' is not a number");
}
