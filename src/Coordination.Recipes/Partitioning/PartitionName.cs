using System.Globalization;
using Coordination.Recipes.Contenders;

namespace Coordination.Recipes.Partitioning;

/// <summary>
/// The names of the znodes below a partition's path: <c>member-&lt;id&gt;</c>, and
/// <c>_c_&lt;guid&gt;-shard-7-0000000042</c> for who owns shard 7, or is about to; of several the first in line does.
/// </summary>
internal static class PartitionName
{
    private const string MemberPrefix = "member-";
    private const string ShardMark = "-shard-";

    public static string OfMember(string id) => MemberPrefix + id;

    /// <summary>The label of a shard's contenders.</summary>
    public static string Label(int shard) => string.Create(CultureInfo.InvariantCulture, $"shard-{shard}-");

    public static string? MemberOf(string name) =>
        name.StartsWith(MemberPrefix, StringComparison.Ordinal) ? name[MemberPrefix.Length..] : null;

    /// <summary>Which shard a name contends for; false where it is no contender's.</summary>
    public static bool TryParse(string name, out int shard, out ContenderName contender)
    {
        contender = default;
        shard = -1;
        int at = name.LastIndexOf(ShardMark, StringComparison.Ordinal);
        if (at < 0)
            return false;
        ReadOnlySpan<char> number = name.AsSpan(at + ShardMark.Length);
        int end = number.IndexOf('-');
        return end > 0
            && int.TryParse(number[..end], NumberStyles.None, CultureInfo.InvariantCulture, out shard)
            && ContenderName.TryParse(name, [Label(shard)], out contender);
    }
}
