using System.Text;
using Coordination.Recipes.Contenders;

namespace Coordination.Recipes.Partitioning;

/// <summary>Who is there and who owns what, as one member sees it.</summary>
/// <param name="Members">The members' ids, in ordinal order.</param>
/// <param name="Owners">The owner of each shard that has one.</param>
internal sealed record PartitionSight(IReadOnlyList<string> Members, IReadOnlyDictionary<int, ShardOwner> Owners)
{
    public static PartitionSight Of(IEnumerable<KeyValuePair<string, ZNode>> children, int shardCount)
    {
        var members = new SortedSet<string>(StringComparer.Ordinal);
        var first = new Dictionary<int, (ContenderName Name, ZNode Znode)>();
        foreach ((string name, ZNode znode) in children)
        {
            if (PartitionName.MemberOf(name) is { } member)
                members.Add(member);
            else if (PartitionName.TryParse(name, out int shard, out ContenderName contender) && shard < shardCount
                && (!first.TryGetValue(shard, out (ContenderName Name, ZNode) other) || contender.IsBefore(other.Name)))
                first[shard] = (contender, znode);
        }

        return new PartitionSight([.. members], first.ToDictionary(
            static entry => entry.Key,
            static entry => new ShardOwner(
                entry.Key, Encoding.UTF8.GetString(entry.Value.Znode.Data.Span),
                entry.Value.Znode.Stat.Czxid.Value)));
    }
}
