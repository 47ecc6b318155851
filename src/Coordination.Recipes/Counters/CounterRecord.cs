using System.Globalization;
using System.Text;

namespace Coordination.Recipes.Counters;

/// <summary>
/// The data of a counter's znode. The first line is the value in decimal digits, and nothing else need be there: so a
/// person may write it. Lines below tell what the last writers did last, so that who got no answer can find out what
/// came of its write.
/// </summary>
/// <param name="Value">The value.</param>
/// <param name="Since">
/// The version of the znode that was the first to be marked: every version from there on was. Null: it is not marked.
/// </param>
/// <param name="Marks">One for each writer, the latest first.</param>
internal sealed record CounterRecord(long Value, int? Since, IReadOnlyList<WriterMark> Marks)
{
    /// <summary>Writers whose last operation is kept; past it the one who wrote longest ago is forgotten.</summary>
    public const int MostMarks = 32;

    private const char EndOfLine = '\n';

    /// <summary>Before the first write.</summary>
    public static CounterRecord Zero { get; } = new(0, null, []);

    /// <summary>Whether marks may have been forgotten since <see cref="Since"/>.</summary>
    public bool IsFull => Marks.Count >= MostMarks;

    /// <summary>The record after one more write.</summary>
    /// <param name="value">The new value.</param>
    /// <param name="mark">Whose write, and which.</param>
    /// <param name="version">The version that the write makes.</param>
    public CounterRecord Next(long value, WriterMark mark, int version) => new(
        value,
        Since ?? version,
        [mark, .. Marks.Where(other => other.Writer != mark.Writer).Take(MostMarks - 1)]);

    public byte[] ToData()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Value}");
        if (Since is { } since)
            text.Append(EndOfLine).Append(CultureInfo.InvariantCulture, $"{since}");
        foreach (WriterMark mark in Marks)
            text.Append(EndOfLine).Append(CultureInfo.InvariantCulture, $"{mark.Writer} {mark.Operation}");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Reads what is in a znode; null where that is no counter.</summary>
    public static CounterRecord? Parse(ReadOnlySpan<byte> data)
    {
        string[] lines = Encoding.UTF8.GetString(data).TrimEnd().Split(EndOfLine);
        if (lines is [""])
            return Zero;
        if (!long.TryParse(lines[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
            return null;
        if (lines.Length == 1)
            return new CounterRecord(value, null, []);
        if (!int.TryParse(lines[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int since))
            return null;
        var marks = new List<WriterMark>(lines.Length - 2);
        foreach (string line in lines.AsSpan(2))
        {
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (blank < 1 || !long.TryParse(
                    line.AsSpan(blank + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long operation))
                return null;
            marks.Add(new WriterMark(line[..blank], operation));
        }

        return new CounterRecord(value, since, marks);
    }
}
