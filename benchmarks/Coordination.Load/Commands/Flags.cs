using System.Globalization;

namespace Coordination.Load.Commands;

/// <summary>The flags of a command: <c>--name value</c> each.</summary>
internal sealed class Flags
{
    private readonly Dictionary<string, string> _values = [];
    private readonly HashSet<string> _known = [];

    public Flags(ReadOnlySpan<string> arguments)
    {
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string name = arguments[i];
            if (!name.StartsWith("--", StringComparison.Ordinal) || i + 1 == arguments.Length)
                throw new UsageException($"{name} is no flag, or has no value.");
            _values[name] = arguments[i + 1];
        }
    }

    public string? Text(string name)
    {
        _known.Add(name);
        return _values.GetValueOrDefault(name);
    }

    public IReadOnlyList<string> List(string name) =>
        Text(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    public int Number(string name, int otherwise) => Text(name) is not { } text
        ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new UsageException($"{name} {text}: that is no number.");

    public TimeSpan Time(string name, double otherwise, Func<double, TimeSpan> unit) => Text(name) is not { } text
        ? unit(otherwise)
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && number > 0
            ? unit(number)
            : throw new UsageException($"{name} {text}: that is no time.");

    public TimeSpan Seconds(string name, double otherwise) => Time(name, otherwise, TimeSpan.FromSeconds);

    public T Choice<T>(string name, T otherwise)
        where T : struct, Enum => Text(name) is not { } text
        ? otherwise
        : Enum.TryParse(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out T choice)
            && Enum.IsDefined(choice)
            ? choice
            : throw new UsageException($"{name} {text}: it is one of {string.Join(", ", Enum.GetNames<T>())}.");

    /// <summary>Refuses what nobody asked for; call it when all flags were.</summary>
    public void RejectUnknown()
    {
        if (_values.Keys.FirstOrDefault(name => !_known.Contains(name)) is { } unknown)
            throw new UsageException($"{unknown} is unknown; there are {string.Join(", ", _known)}.");
    }
}
