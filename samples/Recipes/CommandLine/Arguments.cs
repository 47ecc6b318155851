using System.Globalization;

namespace Coordination.Samples.Recipes.CommandLine;

/// <summary>
/// The words of the command line: options are taken by name, from anywhere before <c>--</c>; what is left in the end is
/// wrong. What follows <c>--</c> is a command.
/// </summary>
internal sealed class Arguments
{
    private readonly List<string> _words;

    public Arguments(string[] words)
    {
        int end = Array.IndexOf(words, "--");
        _words = [.. end < 0 ? words : words[..end]];
        Command = end < 0 ? [] : words[(end + 1)..];
        if (end >= 0 && Command.Length == 0)
            throw new UsageException("-- is followed by no command");
    }

    /// <summary>What follows <c>--</c>; empty where nothing does.</summary>
    public string[] Command { get; }

    public string TakeSubCommand()
    {
        if (_words.Count == 0)
            throw new UsageException("a sub-command is missing");
        string word = _words[0];
        _words.RemoveAt(0);
        return word;
    }

    public bool TakeFlag(string name) => _words.Remove(name);

    public string? TakeOption(string name)
    {
        int at = _words.IndexOf(name);
        if (at < 0)
            return null;
        if (at + 1 == _words.Count)
            throw new UsageException($"{name} has no value");
        string value = _words[at + 1];
        _words.RemoveRange(at, 2);
        return value;
    }

    /// <summary>All values of an option that may come more than once.</summary>
    public IReadOnlyList<string> TakeAll(string name)
    {
        var values = new List<string>();
        while (TakeOption(name) is { } value)
            values.Add(value);
        return values;
    }

    public string TakeRequired(string name) => TakeOption(name) ?? throw new UsageException($"{name} is missing");

    public int TakeNumber(string name, int fallback, int least = 0)
    {
        if (TakeOption(name) is not { } text)
            return fallback;
        NumberStyles style = least < 0 ? NumberStyles.AllowLeadingSign : NumberStyles.None;
        return int.TryParse(text, style, CultureInfo.InvariantCulture, out int value) && value >= least
            ? value
            : throw new UsageException($"{name}: '{text}' is no whole number from {least} on");
    }

    public ZPath? TakePath(string name) => TakeOption(name) is { } text ? ToPath(name, text) : default(ZPath?);

    public ZPath TakeRequiredPath(string name) => ToPath(name, TakeRequired(name));

    public string TakeChoice(string name, string fallback, params string[] choices)
    {
        string value = TakeOption(name) ?? fallback;
        return choices.Contains(value)
            ? value : throw new UsageException($"{name}: '{value}' is none of {string.Join(", ", choices)}");
    }

    /// <summary>Everything must have been taken.</summary>
    public void ExpectEnd()
    {
        if (_words.Count > 0)
            throw new UsageException($"{_words[0]} is unknown here");
    }

    public static ZPath ToPath(string name, string text) => ZPath.TryParse(text, out ZPath path) && !path.IsRoot
        ? path : throw new UsageException($"{name}: '{text}' is no path of a znode");
}
