using Coordination.Recipes.Naming;
using Coordination.Recipes.Naming.Choosing;
using FsCheck.Xunit;

namespace Coordination.Tests.Recipes.Naming;

public sealed class InstanceChoiceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Who_does_not_serve_or_lacks_a_tag_is_not_eligible()
    {
        ChoiceCandidate[] all =
        [
            One("a", tags: ["x", "y"]), One("b", tags: ["x"]), One("c", isDraining: true, tags: ["x", "y"]),
            One("d", health: ServiceHealth.Failing, tags: ["x", "y"]),
            One("e", health: ServiceHealth.Warning, tags: ["x", "y"]),
        ];

        Assert.Equal(["a", "b"], Eligible(all));
        Assert.Equal(["a"], Eligible(all, "x", "y"));
        Assert.Equal(["e"], Eligible(all[1..], "y"));
        Assert.Empty(Eligible(all, "z"));
    }

    [Fact]
    public void Who_is_in_quarantine_is_tried_only_where_all_are_and_who_leaves_it_first()
    {
        ChoiceCandidate[] all = [One("a", until: 9 * Second), One("b", until: 5 * Second), One("c")];

        Assert.Equal(["c"], Eligible(all));
        Assert.Equal(["b"], Eligible(all[..2]));
    }

    [Fact]
    public void Round_robin_comes_to_each_in_turn() =>
        Assert.Equal(
            ["a", "b", "c", "a"],
            Enumerable.Range(0, 4).Select(turn =>
                InstanceChoice.Choose(Three(), ServiceStrategy.RoundRobin, new ChoiceDraw((uint)turn, 0)).Id));

    [Theory]
    [InlineData(0.0, "b")]
    [InlineData(0.24, "b")]
    [InlineData(0.26, "c")]
    [InlineData(0.999, "c")]
    public void A_weight_is_a_share_and_none_is_none(double chance, string expected)
    {
        ChoiceCandidate[] all = [One("a", weight: 0), One("b", weight: 1), One("c", weight: 3)];

        Assert.Equal(
            expected, InstanceChoice.Choose(all, ServiceStrategy.Weighted, new ChoiceDraw(0, chance)).Id);
    }

    [Fact]
    public void The_one_with_the_fewest_pending_by_its_weight_is_chosen_and_equals_in_turn()
    {
        ChoiceCandidate[] all = [One("a", pending: 1), One("b", weight: 4, pending: 5), One("c", weight: 0)];
        Assert.Equal("b", InstanceChoice.Choose(all, ServiceStrategy.LeastPending, new ChoiceDraw(0, 0)).Id);

        IEnumerable<string> chosen = Enumerable.Range(0, 3).Select(turn =>
            InstanceChoice.Choose(Three(), ServiceStrategy.LeastPending, new ChoiceDraw((uint)turn, 0)).Id);
        Assert.Equal(["a", "b", "c"], chosen);
    }

    [Fact]
    public void Without_a_key_the_last_one_sticks_while_it_is_there()
    {
        Assert.Equal("b", Sticky(Three(), new ChoiceDraw(0, 0, Last: "b")));
        Assert.Equal("a", Sticky(Three(), new ChoiceDraw(0, 0, Last: "gone")));
    }

    [Property]
    public bool When_an_instance_goes_only_its_own_keys_move(string[] keys, byte gone)
    {
        ChoiceCandidate[] all = [.. Enumerable.Range(0, 10).Select(i => One($"10.0.0.{i}:80"))];
        string left = all[gone % all.Length].Instance.Id;
        ChoiceCandidate[] rest = [.. all.Where(one => one.Instance.Id != left)];

        return keys.Where(key => key is not null).All(key =>
        {
            string before = Sticky(all, new ChoiceDraw(0, 0, key));
            return before == left || before == Sticky(rest, new ChoiceDraw(1, 0.5, key));
        });
    }

    [Fact]
    public void Keys_are_spread_evenly()
    {
        ChoiceCandidate[] all = [.. Enumerable.Range(0, 4).Select(i => One($"10.0.0.{i}:80"))];

        IEnumerable<int> counts = Enumerable.Range(0, 4000)
            .GroupBy(key => Sticky(all, new ChoiceDraw(0, 0, $"user {key}"))).Select(group => group.Count());

        Assert.All(counts, count => Assert.InRange(count, 900, 1100));
    }

    [Fact]
    public void Failures_within_the_window_lead_to_quarantines_that_grow()
    {
        var ledger = new FailureLedger(new ResolverOptions());

        Assert.False(ledger.AddFailure(0 * Second));
        Assert.False(ledger.AddFailure(31 * Second));
        Assert.True(ledger.AddFailure(40 * Second));
        Assert.Equal(41 * Second, ledger.QuarantinedUntil(40 * Second));
        Assert.Null(ledger.QuarantinedUntil(41 * Second));
        Assert.True(ledger.AddFailure(42 * Second));
        Assert.Equal(44 * Second, ledger.QuarantinedUntil(43 * Second));
        Assert.False(ledger.AddFailure(75 * Second));
        Assert.True(ledger.AddFailure(76 * Second));
        Assert.Equal(77 * Second, ledger.QuarantinedUntil(76 * Second));
    }

    private static string[] Eligible(ChoiceCandidate[] all, params string[] tags) =>
        [.. InstanceChoice.Eligible(all, tags).Select(one => one.Instance.Id)];

    private static string Sticky(ChoiceCandidate[] all, in ChoiceDraw draw) =>
        InstanceChoice.Choose(all, ServiceStrategy.Sticky, draw).Id;

    private static ChoiceCandidate[] Three() => [One("a"), One("b"), One("c")];

    private static ChoiceCandidate One(
        string id, int weight = 1, int pending = 0, bool isDraining = false, TimeSpan? until = null,
        ServiceHealth health = ServiceHealth.Passing, string[]? tags = null) =>
        new(
            new ServiceInstance
            {
                Name = "orders",
                Address = "host",
                Id = id,
                Weight = weight,
                IsDraining = isDraining,
                Health = health,
                Tags = tags ?? [],
            },
            pending,
            until);
}
