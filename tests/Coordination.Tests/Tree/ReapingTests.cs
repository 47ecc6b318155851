using Coordination.Requests;
using Coordination.Tree.Commands;

namespace Coordination.Tests.Tree;

public sealed class ReapingTests
{
    private readonly Orderer _tree = new();

    [Fact]
    public void A_container_is_a_candidate_once_its_last_child_has_gone()
    {
        _tree.Create("/never-used", CreateMode.Container);
        _tree.Create("/used", CreateMode.Container);
        _tree.Create("/emptied", CreateMode.Container);
        _tree.Create("/used/a");
        _tree.Create("/emptied/a");
        _tree.Delete("/emptied/a");

        Assert.Equal([new DeleteIfStillEmptyRequest("/emptied", Cversion: 2)], Candidates());
    }

    [Fact]
    public void A_container_is_reaped_when_it_stayed_empty()
    {
        _tree.Create("/c", CreateMode.Container);
        _tree.Create("/c/a");
        _tree.Delete("/c/a");

        Assert.Equal(ErrorCode.Ok, Reap(Assert.Single(Candidates())));

        Assert.False(_tree.Exists("/c"));
        Assert.Equal((WatchEventType.NodeDeleted, "/c"), (_tree.Changes[^1].Type, _tree.Changes[^1].Path.Value));
    }

    [Fact]
    public void A_container_that_was_used_since_its_nomination_stays()
    {
        _tree.Create("/c", CreateMode.Container);
        _tree.Create("/c/a");
        _tree.Delete("/c/a");
        IRequest nomination = Assert.Single(Candidates());
        _tree.Create("/c/b");

        Assert.Equal(ErrorCode.NotEmpty, Reap(nomination));
        _tree.Delete("/c/b");
        Assert.Equal(ErrorCode.BadVersion, Reap(nomination));
        _tree.Delete("/c");
        Assert.Equal(ErrorCode.NoNode, Reap(nomination));
        _tree.Create("/c");
        Assert.Equal(ErrorCode.BadVersion, Reap(nomination));
    }

    [Fact]
    public void A_time_to_live_counts_from_the_last_set()
    {
        _tree.Create("/t", CreateMode.PersistentWithTtl, ttlMs: 100);
        _tree.NowMs += 60;
        _tree.Set("/t", "x");
        _tree.NowMs += 100;
        Assert.Empty(Candidates());

        _tree.NowMs += 1;
        Assert.Equal(ErrorCode.Ok, Reap(Assert.Single(Candidates())));
        Assert.False(_tree.Exists("/t"));
    }

    [Fact]
    public void A_znode_with_a_time_to_live_stays_while_it_has_children()
    {
        _tree.Create("/t", CreateMode.PersistentWithTtl, ttlMs: 100);
        _tree.NowMs += 101;
        IRequest nomination = Assert.Single(Candidates());
        _tree.Create("/t/a");

        Assert.Empty(Candidates());
        Assert.Equal(ErrorCode.NotEmpty, Reap(nomination));
    }

    [Fact]
    public void A_znode_that_was_set_since_its_nomination_stays()
    {
        _tree.Create("/t", CreateMode.PersistentWithTtl, ttlMs: 100);
        _tree.NowMs += 101;
        IRequest nomination = Assert.Single(Candidates());
        _tree.Set("/t", "x");
        _tree.NowMs += 101;

        Assert.Equal(ErrorCode.BadVersion, Reap(nomination));
        Assert.Equal(ErrorCode.Ok, Reap(Assert.Single(Candidates())));
    }

    [Fact]
    public void Before_its_time_nothing_is_reaped_whatever_was_nominated()
    {
        Stat stat = _tree.Create("/t", CreateMode.PersistentWithTtl, ttlMs: 100).Stat;

        Assert.Equal(ErrorCode.BadVersion, Reap(new DeleteIfExpiredRequest("/t", stat.Mzxid)));
        Assert.Equal(ErrorCode.NoNode, Reap(new DeleteIfExpiredRequest("/missing", stat.Mzxid)));
    }

    [Fact]
    public void No_more_candidates_come_than_are_asked_for_and_the_others_come_next()
    {
        for (int i = 0; i < 5; i++)
            _tree.Create($"/t{i}", CreateMode.PersistentWithTtl, ttlMs: 1);
        _tree.NowMs += 2;

        List<IRequest> first = Candidates(most: 3), rest = Candidates(most: 3);

        Assert.Equal(3, first.Count);
        Assert.Equal(5, first.Concat(rest).Distinct().Count());
        Assert.Equal(5, Candidates().Count);
    }

    [Fact]
    public void A_long_list_is_looked_at_in_several_calls()
    {
        for (int i = 0; i < 10_001; i++)
            _tree.Create($"/t{i}", CreateMode.PersistentWithTtl, ttlMs: 1000);
        var found = new List<IRequest>();

        Assert.False(_tree.Tree.CollectReapable(_tree.NowMs, 100, found));
        Assert.True(_tree.Tree.CollectReapable(_tree.NowMs, 100, found));
        Assert.Empty(found);

        _tree.NowMs += 1001;
        while (!_tree.Tree.CollectReapable(_tree.NowMs, 4000, found))
        {
        }

        Assert.Equal(10_001, found.Distinct().Count());
        Assert.Equal(10_001, found.Count);
    }

    private List<IRequest> Candidates(int most = 100)
    {
        var found = new List<IRequest>();
        while (found.Count < most && !_tree.Tree.CollectReapable(_tree.NowMs, most - found.Count, found))
        {
        }

        return found;
    }

    private ErrorCode Reap(IRequest nomination) => _tree.Apply(nomination, SessionId.None).Code;
}
