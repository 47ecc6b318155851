using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Ensemble;

public class SetWatchesTests
{
    private readonly EnsembleUnderTest _ensemble = new();
    private readonly ClientUnderTest _writer;
    private readonly ClientUnderTest _returning;

    public SetWatchesTests()
    {
        _writer = _ensemble.Connect();
        _returning = _ensemble.Connect();
    }

    [Fact]
    public void A_data_watch_on_an_unchanged_znode_is_armed_again()
    {
        _writer.Create("/a");
        Zxid seen = _ensemble.Ensemble.LastZxid;

        Assert.Equal(["Ok"], CatchUp(seen, data: "/a"));

        _writer.Set("/a", 1);
        Assert.Equal("NodeDataChanged /a", _returning.Sink.Told[^1]);
    }

    [Fact]
    public void A_data_watch_fires_for_a_change_that_was_missed_and_is_used_up()
    {
        _writer.Create("/a");
        Zxid seen = _ensemble.Ensemble.LastZxid;
        _writer.Set("/a", 1);

        Assert.Equal(["NodeDataChanged /a", "Ok"], CatchUp(seen, data: "/a"));
        Assert.Equal(0, _ensemble.Ensemble.WatchCount);
    }

    [Fact]
    public void A_data_watch_on_a_znode_that_was_deleted_and_created_again_yields_that_its_data_changed()
    {
        _writer.Create("/a");
        Zxid seen = _ensemble.Ensemble.LastZxid;
        _writer.Delete("/a");
        Zxid again = _writer.Create("/a").Zxid;

        Assert.Equal(["NodeDataChanged /a", "Ok"], CatchUp(seen, data: "/a"));
        Assert.Equal(again, Assert.Single(_returning.Sink.Events).Zxid);
        Assert.True(_returning.Sink.Events[0].Coalesced);
    }

    [Fact]
    public void A_data_watch_on_a_znode_that_is_gone_yields_that_it_was_deleted()
    {
        _writer.Create("/a");
        Zxid seen = _ensemble.Ensemble.LastZxid;
        _writer.Delete("/a");

        Assert.Equal(["NodeDeleted /a", "Ok"], CatchUp(seen, data: "/a"));
    }

    [Fact]
    public void An_exist_watch_fires_for_what_has_come_and_misses_what_came_and_went()
    {
        Zxid seen = _ensemble.Ensemble.LastZxid;
        _writer.Create("/came");
        _writer.Create("/went");
        _writer.Delete("/went");

        Assert.Equal(["NodeCreated /came", "Ok"], CatchUp(seen, exist: ["/came", "/went"]));
        Assert.Equal(1, _ensemble.Ensemble.WatchCount);
    }

    [Fact]
    public void A_child_watch_fires_for_a_child_that_came_or_went()
    {
        _writer.Create("/p");
        Zxid seen = _ensemble.Ensemble.LastZxid;
        Assert.Equal(["Ok"], CatchUp(seen, child: "/p"));
        _writer.Create("/p/x");
        _returning.Sink.Forget();

        Assert.Equal(["NodeChildrenChanged /p", "Ok"], CatchUp(seen, child: "/p"));
    }

    [Fact]
    public void A_child_watch_on_a_znode_that_is_gone_yields_that_it_was_deleted()
    {
        _writer.Create("/p");
        Zxid seen = _ensemble.Ensemble.LastZxid;
        _writer.Delete("/p");

        Assert.Equal(["NodeDeleted /p", "Ok"], CatchUp(seen, child: "/p"));
    }

    [Fact]
    public void Persistent_watches_are_given_every_change_that_was_missed_in_order_and_are_armed()
    {
        _writer.Create("/p");
        Zxid seen = _ensemble.Ensemble.LastZxid;
        _writer.Set("/p", 1);
        _writer.Create("/p/x");
        _writer.Set("/p/x", 1);
        _writer.Delete("/p/x");

        Assert.Equal(
            ["NodeDataChanged /p", "NodeChildrenChanged /p", "NodeChildrenChanged /p", "Ok"],
            CatchUp(seen, persistent: "/p"));
        Assert.All(_returning.Sink.Events, change => Assert.False(change.Coalesced));

        _writer.Create("/p/y");
        Assert.Equal("NodeChildrenChanged /p", _returning.Sink.Told[^1]);
    }

    [Fact]
    public void Recursive_watches_are_given_every_change_below_them()
    {
        _writer.Create("/p");
        Zxid seen = _ensemble.Ensemble.LastZxid;
        _writer.Create("/p/x");
        _writer.Create("/other");
        _writer.Delete("/p/x");

        Assert.Equal(["NodeCreated /p/x", "NodeDeleted /p/x", "Ok"], CatchUp(seen, recursive: "/p"));
    }

    [Fact]
    public void What_is_missed_by_several_watches_comes_once_and_in_the_order_of_the_changes()
    {
        _writer.Create("/a");
        _writer.Create("/b");
        Zxid seen = _ensemble.Ensemble.LastZxid;
        _writer.Set("/b", 1);
        _writer.Set("/a", 1);

        Assert.Equal(
            ["NodeDataChanged /b", "NodeDataChanged /a", "Ok"],
            CatchUp(seen, data: "/a", persistent: "/b", recursive: "/"));
        Assert.False(_returning.Sink.Events[1].Coalesced);
    }

    [Fact]
    public void Where_the_log_does_not_reach_back_it_is_said_and_nothing_is_replayed()
    {
        var ensemble = new EnsembleUnderTest(options => options.Limits.LoggedChanges = 2);
        ClientUnderTest writer = ensemble.Connect();
        ClientUnderTest returning = ensemble.Connect();
        Zxid seen = ensemble.Ensemble.LastZxid;
        Zxid later = writer.Create("/a").Zxid;
        writer.Set("/a", 1);
        writer.Set("/a", 2);

        Answer<Response> incomplete = returning.Call(new SetWatchesRequest(seen, [], [], [], ["/a"], []));
        Assert.Empty(returning.Sink.Events);
        Answer<Response> complete = returning.Call(new SetWatchesRequest(later, [], [], [], ["/a"], []));

        Assert.False(Assert.IsType<SetWatchesResponse>(incomplete.Body).IsComplete);
        Assert.True(Assert.IsType<SetWatchesResponse>(complete.Body).IsComplete);
        Assert.Equal(2, returning.Sink.Events.Count);
        Assert.Equal(1, ensemble.Ensemble.WatchCount);
    }

    [Fact]
    public void One_shot_watches_need_no_log_to_be_complete()
    {
        var ensemble = new EnsembleUnderTest(options => options.Limits.LoggedChanges = 0);
        ClientUnderTest writer = ensemble.Connect();
        writer.Create("/a");

        Answer<Response> answer = writer.Call(new SetWatchesRequest(Zxid.None, ["/a"], [], [], [], []));

        Assert.True(Assert.IsType<SetWatchesResponse>(answer.Body).IsComplete);
    }

    [Fact]
    public void Who_may_not_read_a_znode_is_replayed_nothing_of_it()
    {
        _writer.Call(new AuthRequest("digest", "w:w"u8.ToArray()));
        Zxid seen = _ensemble.Ensemble.LastZxid;
        _writer.Create("/secret", acl: Acl.CreatorAll);
        _writer.Set("/secret", 1);

        Assert.Equal(["Ok"], CatchUp(seen, data: "/secret", child: "/secret", persistent: "/secret", recursive: "/"));
    }

    [Fact]
    public void A_replay_comes_before_anything_newer()
    {
        Zxid seen = _ensemble.Ensemble.LastZxid;
        _writer.Create("/a");
        _returning.Sink.Forget();

        _returning.Send(new SetWatchesRequest(seen, [], [], [], [], ["/"]));
        _writer.Send(new SetDataRequest("/a", default, -1));
        _ensemble.Time.RunPosted();

        Assert.Equal(["NodeCreated /a", "1 Ok", "NodeDataChanged /a"], _returning.Sink.Told);
    }

    private string[] CatchUp(
        Zxid seen,
        string? data = null,
        string[]? exist = null,
        string? child = null,
        string? persistent = null,
        string? recursive = null)
    {
        _returning.Sink.Forget();
        ZPath[] exists = [.. (exist ?? []).Select(ZPath.Parse)];
        int xid = _returning.Send(new SetWatchesRequest(
            seen, Paths(data), exists, Paths(child), Paths(persistent), Paths(recursive)));
        _ensemble.Time.RunPosted();
        return [.. _returning.Sink.Told.Select(told => told == $"{xid} Ok" ? "Ok" : told)];

        static ZPath[] Paths(string? path) => path is null ? [] : [path];
    }
}
