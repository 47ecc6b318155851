using Coordination.Recipes.Contenders;
using Coordination.Recipes.Locks;
using FsCheck;
using FsCheck.Xunit;

namespace Coordination.Tests.Recipes.Locks;

public sealed class ReadWriteQueueTests
{
    [Property]
    public bool Either_one_writer_holds_or_only_readers(NonEmptySet<int> writers, NonEmptySet<int> readers)
    {
        string[] children = [.. Line(writers.Get, readers.Get)];
        int writing = children.Count(mine => IsWriter(mine) && Decide(children, mine) == QueueState.Granted);
        int reading = children.Count(mine => !IsWriter(mine) && Decide(children, mine) == QueueState.Granted);

        return writing == 0 ? reading > 0 : writing == 1 && reading == 0;
    }

    [Fact]
    public void A_reader_waits_for_the_last_writer_before_it()
    {
        string[] children =
            ["__WRIT__0000000001", "__READ__0000000002", "__WRIT__0000000003", "__READ__0000000004"];

        QueueDecision decision = ReadWriteQueue.DecideRead(children, children[3], out string? head);

        Assert.Equal(["__WRIT__0000000003"], decision.Watch);
        Assert.Null(head);
    }

    [Fact]
    public void A_reader_behind_the_first_writer_alone_may_be_let_in_by_it()
    {
        string[] children = ["__WRIT__0000000001", "__READ__0000000002", "__READ__0000000004"];

        QueueDecision decision = ReadWriteQueue.DecideRead(children, children[2], out string? head);

        Assert.Equal(["__WRIT__0000000001"], decision.Watch);
        Assert.Equal("__WRIT__0000000001", head);
    }

    private static IEnumerable<string> Line(IEnumerable<int> writers, IEnumerable<int> readers) =>
        writers.Select(s => FormattableString.Invariant($"__WRIT__{2L * (s / 4):D10}"))
            .Concat(readers.Select(s => FormattableString.Invariant($"__READ__{(2L * (s / 4)) + 1:D10}"))).Distinct();

    private static bool IsWriter(string name) => name.StartsWith("__WRIT__", StringComparison.Ordinal);

    private static QueueState Decide(string[] children, string mine) =>
        (IsWriter(mine)
            ? ReadWriteQueue.DecideWrite(children, mine) : ReadWriteQueue.DecideRead(children, mine, out _)).State;
}
