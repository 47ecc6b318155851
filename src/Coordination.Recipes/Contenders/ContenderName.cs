using System.Globalization;

namespace Coordination.Recipes.Contenders;

/// <summary>
/// The name of a contender's znode: whatever its recipe calls it, a label that says what it contends for, and the
/// sequence number that the ensemble appended. Curator writes <c>_c_&lt;guid&gt;-lock-0000000007</c>
/// (<c>ProtectedUtils</c>, <c>LockInternals</c>), kazoo <c>&lt;guid&gt;__lock__0000000007</c>.
/// </summary>
/// <param name="Text">The whole name.</param>
/// <param name="Label">Which of the labels asked for it carries.</param>
/// <param name="Sequence">
/// The number; after 2³¹ − 1 it goes on at −2³¹, so compare by <see cref="IsBefore"/> only.
/// </param>
internal readonly record struct ContenderName(string Text, string Label, int Sequence)
{
    private const int Digits = 10;

    /// <summary>Whether this one entered the line earlier.</summary>
    public bool IsBefore(ContenderName other) => unchecked(Sequence - other.Sequence) < 0;

    /// <summary>
    /// Reads a name; false where it carries none of the labels or no number: it is nobody in this line.
    /// </summary>
    public static bool TryParse(string text, ReadOnlySpan<string> labels, out ContenderName name)
    {
        name = default;
        int at = text.Length - Digits;
        if (at <= 0 || text.AsSpan(at + 1).ContainsAnyExceptInRange('0', '9'))
            return false;
        foreach (string label in labels)
        {
            // Java writes %010d: ten digits, or a sign and at least nine.
            ReadOnlySpan<char> before = text.AsSpan(0, at);
            int begin = before.EndsWith('-') && before[..^1].EndsWith(label, StringComparison.Ordinal) ? at - 1 : at;
            if (begin == at && !before.EndsWith(label, StringComparison.Ordinal))
                continue;
            if (!int.TryParse(
                    text.AsSpan(begin), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int sequence))
                return false;
            name = new ContenderName(text, label, sequence);
            return true;
        }

        return false;
    }

    /// <summary>A sequence number as the ensemble appends it.</summary>
    public static string Number(int sequence) => sequence >= 0
        ? sequence.ToString("D10", CultureInfo.InvariantCulture)
        : "-" + (-(long)sequence).ToString("D9", CultureInfo.InvariantCulture);
}
