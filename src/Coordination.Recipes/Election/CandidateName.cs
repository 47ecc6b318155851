using System.Globalization;
using Coordination.Recipes.Contenders;

namespace Coordination.Recipes.Election;

/// <summary>
/// The name of a candidate's znode: <c>_c_&lt;guid&gt;-0000000100-candidate-0000000007</c>, with its priority and the
/// number of its entry, so that the order of succession is known from the names alone.
/// </summary>
internal readonly record struct CandidateName(ContenderName Name, int Priority)
{
    private const string Tail = "-candidate-";
    private const int Digits = 10;

    public string Text => Name.Text;

    /// <summary>What stands between the name's own number and the one that the ensemble appends.</summary>
    public static string Label(int priority) =>
        string.Create(CultureInfo.InvariantCulture, $"{priority:D10}{Tail}");

    /// <summary>Whether this one comes first: by the greater priority, then by the earlier entry.</summary>
    public bool IsBefore(in CandidateName other) =>
        Priority != other.Priority ? Priority > other.Priority : Name.IsBefore(other.Name);

    public static bool TryParse(string text, out CandidateName candidate)
    {
        candidate = default;
        if (!ContenderName.TryParse(text, [Tail], out ContenderName name))
            return false;
        int end = text.LastIndexOf(Tail, StringComparison.Ordinal);
        if (end < Digits || !int.TryParse(
                text.AsSpan(end - Digits, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out int priority))
            return false;
        candidate = new CandidateName(name, priority);
        return true;
    }
}
