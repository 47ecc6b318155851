using System.Text;

namespace Coordination.Recipes.Election;

/// <summary>
/// Who leads, as the data of the election's own znode: the name of the candidate's znode on the first line, what it
/// calls itself on the second. It counts as long as that znode is there; the write that set it is the grant.
/// </summary>
/// <param name="Name">The candidate's znode.</param>
/// <param name="Id">What the candidate calls itself.</param>
internal readonly record struct GrantRecord(string Name, string Id)
{
    public byte[] ToData() => Encoding.UTF8.GetBytes($"{Name}\n{Id}");

    /// <summary>Reads it; null where nobody has led yet, or the data is not of this recipe.</summary>
    public static GrantRecord? Read(ReadOnlySpan<byte> data)
    {
        int end = data.IndexOf((byte)'\n');
        if (end <= 0)
            return null;
        string name = Encoding.UTF8.GetString(data[..end]);
        return CandidateName.TryParse(name, out _)
            ? new GrantRecord(name, Encoding.UTF8.GetString(data[(end + 1)..])) : null;
    }
}
