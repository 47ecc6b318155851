using Coordination.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Coordination.Tests.Testing;

public sealed class MutualExclusionTests
{
    private readonly History _history = new(new FakeTimeProvider());

    [Fact]
    public void Grants_one_after_the_other_with_growing_tokens_are_fine()
    {
        _history.Hold("a", "lock", 1, () => true).Dispose();
        _history.Hold("b", "lock", 2, () => true).Dispose();
        _history.Hold("b", "other", 1, () => true);

        new HistoryChecks(_history).MutualExclusion();
    }

    [Fact]
    public void Two_that_are_proven_at_a_time_are_found()
    {
        _history.Hold("a", "lock", 1, () => true);
        _history.Hold("b", "lock", 2, () => true);

        var failure = Assert.Throws<CheckFailedException>(() => new HistoryChecks(_history).MutualExclusion());

        Assert.Contains("Two hold 'lock' at a time", failure.Message);
    }

    [Fact]
    public void What_is_no_longer_proven_is_in_nobodys_way()
    {
        bool isHeld = true;
        Holding first = _history.Hold("a", "lock", 1, () => isHeld);
        isHeld = false;
        _history.Hold("b", "lock", 2, () => true);

        new HistoryChecks(_history).MutualExclusion();
        Assert.True(first.WasLost);
    }

    [Fact]
    public void A_token_that_does_not_grow_is_found()
    {
        _history.Hold("a", "lock", 2, () => true).Dispose();
        _history.Hold("b", "lock", 2, () => true).Dispose();

        var failure = Assert.Throws<CheckFailedException>(() => new HistoryChecks(_history).MutualExclusion());

        Assert.Contains("did not grow", failure.Message);
    }

    [Fact]
    public void A_grant_that_was_lost_before_its_holder_woke_up_counts_for_nothing()
    {
        _history.Hold("b", "lock", 2, () => true).Dispose();
        _history.Hold("a", "lock", 1, () => false);

        new HistoryChecks(_history).MutualExclusion();
    }

    [Fact]
    public void What_is_held_again_while_another_holds_it_is_found()
    {
        bool isHeld = false;
        _history.Hold("a", "lock", 1, () => isHeld);
        Holding second = _history.Hold("b", "lock", 2, () => true);
        isHeld = true;
        _history.Invoke("a", "account", "withdraw"); // Under a lock that it does not have.
        isHeld = false;
        second.Dispose();

        var failure = Assert.Throws<CheckFailedException>(() => new HistoryChecks(_history).MutualExclusion());

        Assert.Contains("Two hold 'lock' at a time", failure.Message);
    }

    [Fact]
    public void Two_at_a_time_are_found_though_one_loses_it_in_the_same_moment()
    {
        bool isHeld = true;
        _history.Hold("a", "lock", 1, () => true);
        _history.Hold("b", "lock", 2, () => isHeld);
        isHeld = false;
        _history.Hold("c", "other", 1, () => true);

        Assert.Throws<CheckFailedException>(() => new HistoryChecks(_history).MutualExclusion());
    }

    [Fact]
    public void A_holding_that_is_given_back_twice_ends_at_the_first()
    {
        Holding holding = _history.Hold("a", "lock", 1, () => true);
        holding.Dispose();
        TimeSpan? until = holding.Until;
        holding.Dispose();

        Assert.Equal(until, holding.Until);
        Assert.False(holding.WasLost);
    }
}
