using Coordination.Internal;
using Coordination.Recipes.Internal;

namespace Coordination.Recipes.Partitioning;

/// <summary>What one member does about what it sees.</summary>
/// <param name="Release">Shards of its own that are another's share.</param>
/// <param name="Claim">Shards that are nobody's and its share.</param>
internal sealed record PartitionPlan(IReadOnlyList<int> Release, IReadOnlyList<int> Claim)
{
    private static readonly PartitionPlan Nothing = new([], []);

    /// <summary>
    /// The share of each member is the same, but for one shard; who has more already is among those that keep one more,
    /// and nothing else moves. So when a member comes only its share moves, and when one goes only its shards do. All
    /// members who see the same come to plans that fit together; who sees something else does no harm, since a shard is
    /// owned by a line in which the first counts.
    /// </summary>
    public static PartitionPlan Decide(PartitionSight sight, string id, int shardCount)
    {
        if (!sight.Members.Contains(id))
            return Nothing;
        Dictionary<string, int> owned = sight.Members.ToDictionary(
            static member => member, member => sight.Owners.Values.Count(owner => owner.Member == member));
        Dictionary<string, int> shares = SharesOf(owned, shardCount);
        int excess = owned[id] - shares[id];
        int[] release =
        [
            .. sight.Owners.Values.Where(owner => owner.Member == id).Select(static owner => owner.Shard)
                .OrderDescending().Take(Math.Max(excess, 0)),
        ];
        if (PlantedBugs.IsOn(PlantedRecipeBugs.KeepsMoreThanItsShare))
            release = [];
        int[] free = [.. Enumerable.Range(0, shardCount).Where(shard => !sight.Owners.ContainsKey(shard))];
        return new PartitionPlan(release, ClaimsOf(id, free, owned, shares));
    }

    private static Dictionary<string, int> SharesOf(Dictionary<string, int> owned, int shardCount)
    {
        (int least, int left) = Math.DivRem(shardCount, owned.Count);
        string[] byOwned =
        [
            .. owned.OrderByDescending(static entry => entry.Value).ThenBy(static entry => entry.Key,
                StringComparer.Ordinal).Select(static entry => entry.Key),
        ];
        return byOwned.Index().ToDictionary(
            static entry => entry.Item, entry => least + (entry.Index < left ? 1 : 0));
    }

    // Free shards are dealt one by one to whoever lacks most.
    private static List<int> ClaimsOf(
        string id, int[] free, Dictionary<string, int> owned, Dictionary<string, int> shares)
    {
        var lacks = new PriorityQueue<string, (int Lack, string Id)>(
            Comparer<(int Lack, string Id)>.Create(static (one, other) => one.Lack != other.Lack
                ? other.Lack.CompareTo(one.Lack) : string.CompareOrdinal(one.Id, other.Id)));
        foreach ((string member, int share) in shares)
            lacks.Enqueue(member, (share - owned[member], member));
        var mine = new List<int>();
        foreach (int shard in free)
        {
            if (!lacks.TryDequeue(out string? member, out (int Lack, string) priority) || priority.Lack <= 0)
                break;
            if (member == id)
                mine.Add(shard);
            lacks.Enqueue(member, (priority.Lack - 1, member));
        }

        return mine;
    }
}
