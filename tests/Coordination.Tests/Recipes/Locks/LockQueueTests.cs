using Coordination.Recipes.Contenders;
using Coordination.Recipes.Locks;
using FsCheck;
using FsCheck.Xunit;

namespace Coordination.Tests.Recipes.Locks;

public sealed class LockQueueTests
{
    [Property]
    public bool As_many_hold_as_there_are_permits(NonEmptySet<int> sequences, PositiveInt permits)
    {
        string[] children = [.. sequences.Get.Select(Name)];

        int holders = children.Count(mine => Decide(children, mine, permits.Get).State == QueueState.Granted);

        return holders == Math.Min(children.Length, permits.Get);
    }

    /// <summary>What is left when some have gone: who can be granted now must have been woken.</summary>
    [Property]
    public bool Whoever_can_be_granted_has_been_woken(NonEmptySet<int> sequences, PositiveInt permits, int gone)
    {
        string[] before = [.. sequences.Get.Select(Name)];
        string[] after = [.. before.Where((_, index) => ((gone >> (index % 32)) & 1) == 0)];
        foreach (string mine in after)
        {
            QueueDecision then = Decide(before, mine, permits.Get);
            bool isGrantable = Decide(after, mine, permits.Get).State == QueueState.Granted;
            if (then.State == QueueState.Waits && isGrantable && !then.Watch.Except(after).Any())
                return false;
        }

        return true;
    }

    [Property]
    public bool A_release_of_a_mutex_wakes_one(NonEmptySet<int> sequences)
    {
        string[] children = [.. sequences.Get.Select(Name)];
        IEnumerable<string> watched = children.SelectMany(mine => Decide(children, mine, permits: 1).Watch);

        return watched.GroupBy(name => name).All(watchers => watchers.Count() == 1);
    }

    [Fact]
    public void Strangers_are_skipped_and_both_layouts_stand_in_one_line()
    {
        string[] children = ["a__lock__0000000003", "notes", "_c_x-lock-0000000002", "_c_y-lock-0000000004"];

        Assert.Equal(QueueState.Granted, Decide(children, children[2], permits: 1).State);
        Assert.Equal(["_c_x-lock-0000000002"], Decide(children, children[0], permits: 1).Watch);
        Assert.Equal(["a__lock__0000000003"], Decide(children, children[3], permits: 1).Watch);
    }

    [Fact]
    public void Who_is_not_in_line_has_gone() =>
        Assert.Equal(QueueState.Gone, Decide(["lock-0000000001"], "lock-0000000002", permits: 1).State);

    private static string Name(int sequence) => FormattableString.Invariant($"lock-{sequence:D10}");

    private static QueueDecision Decide(string[] children, string mine, int permits) =>
        LockQueue.Decide(children, mine, permits, "lock-", "__lock__");
}
