using Coordination.Recipes.Partitioning;
using FsCheck.Xunit;

namespace Coordination.Tests.Recipes.Partitioning;

public sealed class PartitionPlanTests
{
    [Property]
    public bool Plans_fit_together_whatever_is_owned(byte shards, byte members, byte[] owners)
    {
        int shardCount = (shards % 40) + 1;
        PartitionSight sight = Sight(Names(members), owners, shardCount);
        PartitionPlan[] plans = [.. sight.Members.Select(id => PartitionPlan.Decide(sight, id, shardCount))];
        int[] claimed = [.. plans.SelectMany(plan => plan.Claim)];

        return claimed.Distinct().Count() == claimed.Length
            && claimed.All(shard => !sight.Owners.ContainsKey(shard))
            && sight.Members.Zip(plans).All(pair => pair.Second.Release.All(
                shard => sight.Owners[shard].Member == pair.First));
    }

    [Property]
    public bool Carried_out_they_come_to_equal_shares_and_rest(byte shards, byte members, byte[] owners)
    {
        int shardCount = (shards % 40) + 1;
        PartitionSight sight = Settle(Sight(Names(members), owners, shardCount), shardCount);
        int[] counts = CountsOf(sight);

        return counts.Sum() == shardCount && counts.Max() - counts.Min() <= 1
            && sight.Members.All(id => PartitionPlan.Decide(sight, id, shardCount) is { Release: [], Claim: [] });
    }

    [Property]
    public bool Who_comes_takes_its_share_and_nothing_else_moves(byte shards, byte members)
    {
        int shardCount = (shards % 40) + 1;
        PartitionSight before = Settle(Sight(Names(members), [], shardCount), shardCount);
        PartitionSight after = Settle(before with { Members = [.. before.Members, "z"] }, shardCount);

        return Moved(before, after).All(shard => after.Owners[shard].Member == "z");
    }

    [Property]
    public bool When_one_goes_only_its_shards_move(byte shards, byte members, byte gone)
    {
        int shardCount = (shards % 40) + 1;
        PartitionSight before = Settle(Sight([.. Names(members), "z"], [], shardCount), shardCount);
        string leaver = before.Members[gone % before.Members.Count];
        PartitionSight left = new(
            [.. before.Members.Where(id => id != leaver)],
            before.Owners.Where(one => one.Value.Member != leaver).ToDictionary());
        PartitionSight after = Settle(left, shardCount);

        return Moved(before, after).All(shard => before.Owners[shard].Member == leaver);
    }

    [Fact]
    public void Who_is_no_member_does_nothing() =>
        Assert.Equal(
            (0, 0),
            PartitionPlan.Decide(Sight(["a"], [0, 0], 4), "b", 4) is var plan
                ? (plan.Release.Count, plan.Claim.Count) : default);

    [Theory]
    [InlineData("_c_0000-shard-7-0000000042", 7, 42)]
    [InlineData("_c_0000-shard-7--2147483648", 7, int.MinValue)]
    [InlineData("_c_0000-shard-17-0000000001", 17, 1)]
    public void A_name_says_which_shard(string text, int shard, int sequence)
    {
        Assert.True(PartitionName.TryParse(text, out int parsed, out var contender));
        Assert.Equal((shard, sequence), (parsed, contender.Sequence));
    }

    [Theory]
    [InlineData("member-a-shard-")]
    [InlineData("_c_0000-shard-x-0000000042")]
    [InlineData("_c_0000-shard-7-42")]
    [InlineData("_c_0000-lock-0000000042")]
    public void Strangers_contend_for_no_shard(string text) => Assert.False(PartitionName.TryParse(text, out _, out _));

    private static string[] Names(byte members) =>
        [.. Enumerable.Range(0, (members % 7) + 1).Select(i => $"member {i}")];

    private static PartitionSight Sight(string[] members, byte[] owners, int shardCount) => new(
        members,
        owners.Take(shardCount).Index().Where(one => one.Item % (members.Length + 1) < members.Length)
            .ToDictionary(one => one.Index, one => Owner(one.Index, members[one.Item % (members.Length + 1)])));

    private static PartitionSight Settle(PartitionSight sight, int shardCount)
    {
        for (int round = 0; round < 10; round++)
        {
            var owners = sight.Owners.ToDictionary();
            foreach (string id in sight.Members)
            {
                PartitionPlan plan = PartitionPlan.Decide(sight, id, shardCount);
                foreach (int shard in plan.Release)
                    owners.Remove(shard);
                foreach (int shard in plan.Claim)
                    owners.Add(shard, Owner(shard, id));
            }

            sight = sight with { Owners = owners };
        }

        return sight;
    }

    private static IEnumerable<int> Moved(PartitionSight before, PartitionSight after) =>
        before.Owners.Keys.Where(shard => before.Owners[shard].Member != after.Owners[shard].Member);

    private static int[] CountsOf(PartitionSight sight) =>
        [.. sight.Members.Select(id => sight.Owners.Values.Count(owner => owner.Member == id))];

    private static ShardOwner Owner(int shard, string member) => new(shard, member, FencingToken: 0);
}
