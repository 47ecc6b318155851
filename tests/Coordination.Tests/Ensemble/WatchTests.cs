using Coordination.Ensemble;
using Coordination.Requests;
using Coordination.Transports;
using Coordination.Tree.Watches;

namespace Coordination.Tests.Ensemble;

public class WatchTests
{
    private readonly EnsembleUnderTest _ensemble = new();
    private readonly ClientUnderTest _watcher;
    private readonly ClientUnderTest _writer;

    public WatchTests()
    {
        _watcher = _ensemble.Connect();
        _writer = _ensemble.Connect();
    }

    [Fact]
    public void Only_exists_watches_what_is_not_there()
    {
        _watcher.Call(new GetDataRequest("/a", Watch: true));
        _watcher.Call(new GetChildrenRequest("/a", Watch: true));
        Assert.Equal(0, _ensemble.Ensemble.WatchCount);

        _watcher.Call(new ExistsRequest("/a", Watch: true));
        Assert.Equal(1, _ensemble.Ensemble.WatchCount);
    }

    [Fact]
    public void A_read_that_is_not_allowed_arms_nothing()
    {
        _writer.Call(new AuthRequest("digest", "w:w"u8.ToArray()));
        _writer.Create("/secret", acl: Acl.CreatorAll);

        Assert.Equal(ErrorCode.NoAuth, _watcher.Call(new ExistsRequest("/secret", Watch: true)).Code);
        Assert.Equal(0, _ensemble.Ensemble.WatchCount);
    }

    [Fact]
    public void Events_of_one_session_come_in_the_order_of_the_changes_with_their_zxids()
    {
        _watcher.Call(new AddWatchRequest("/", AddWatchMode.PersistentRecursive));
        _watcher.Sink.Forget();

        Zxid[] zxids = [_writer.Create("/a").Zxid, _writer.Set("/a", 1).Zxid, _writer.Delete("/a").Zxid];

        Assert.Equal(["NodeCreated /a", "NodeDataChanged /a", "NodeDeleted /a"], _watcher.Sink.Told);
        Assert.Equal(zxids.Cast<Zxid?>(), _watcher.Sink.Events.Select(change => change.Zxid));
    }

    [Fact]
    public void A_multi_fires_its_changes_in_order_under_one_zxid_and_a_failed_one_fires_nothing()
    {
        _watcher.Call(new AddWatchRequest("/", AddWatchMode.PersistentRecursive));
        _watcher.Sink.Forget();
        var create = new CreateRequest("/a", default, Acl.Open, CreateMode.Persistent);

        _writer.Call(new MultiRequest([create, new DeleteRequest("/gone", -1)]));
        Assert.Empty(_watcher.Sink.Told);
        Zxid zxid = _writer.Call(new MultiRequest([create, new SetDataRequest("/a", default, 0)])).Zxid;

        Assert.Equal(["NodeCreated /a", "NodeDataChanged /a"], _watcher.Sink.Told);
        Assert.All(_watcher.Sink.Events, change => Assert.Equal(zxid, change.Zxid));
    }

    [Fact]
    public void A_client_that_changes_what_it_watches_learns_of_it_before_its_answer()
    {
        _watcher.Call(new AddWatchRequest("/a", AddWatchMode.Persistent));
        _watcher.Sink.Forget();

        int xid = _watcher.Send(new CreateRequest("/a", default, Acl.Open, CreateMode.Persistent));
        _ensemble.Time.RunPosted();

        Assert.Equal(["NodeCreated /a", $"{xid} Ok"], _watcher.Sink.Told);
    }

    [Fact]
    public void Who_may_not_read_a_znode_does_not_learn_of_its_changes()
    {
        _writer.Call(new AuthRequest("digest", "w:w"u8.ToArray()));
        _watcher.Call(new AddWatchRequest("/", AddWatchMode.PersistentRecursive));
        _watcher.Call(new AddWatchRequest("/secret", AddWatchMode.Persistent));
        _watcher.Sink.Forget();

        _writer.Create("/secret", acl: Acl.CreatorAll);
        _writer.Set("/secret", 1);
        _writer.Create("/secret/open");
        _writer.Delete("/secret/open");
        _writer.Delete("/secret");

        Assert.Equal(["NodeCreated /secret/open", "NodeDeleted /secret/open"], _watcher.Sink.Told);
    }

    [Fact]
    public void Who_has_proven_to_be_the_reader_learns_of_changes()
    {
        _writer.Call(new AuthRequest("digest", "w:w"u8.ToArray()));
        _watcher.Call(new AuthRequest("digest", "w:w"u8.ToArray()));
        _watcher.Call(new AddWatchRequest("/secret", AddWatchMode.Persistent));
        _watcher.Sink.Forget();

        _writer.Create("/secret", acl: Acl.CreatorAll);

        Assert.Equal(["NodeCreated /secret"], _watcher.Sink.Told);
    }

    [Theory]
    [InlineData(WatcherType.Data, new[] { true, false, false, false })]
    [InlineData(WatcherType.Children, new[] { false, true, false, false })]
    [InlineData(WatcherType.Persistent, new[] { false, false, true, false })]
    [InlineData(WatcherType.PersistentRecursive, new[] { false, false, false, true })]
    [InlineData(WatcherType.Any, new[] { true, true, true, true })]
    public void Watches_are_checked_and_removed_by_their_kind(WatcherType type, bool[] removed)
    {
        _writer.Create("/a");
        _watcher.Call(new ExistsRequest("/a", Watch: true));
        _watcher.Call(new GetChildrenRequest("/a", Watch: true));
        _watcher.Call(new AddWatchRequest("/a", AddWatchMode.Persistent));
        _watcher.Call(new AddWatchRequest("/a", AddWatchMode.PersistentRecursive));
        WatcherType[] kinds =
            [WatcherType.Data, WatcherType.Children, WatcherType.Persistent, WatcherType.PersistentRecursive];

        Assert.Equal(ErrorCode.Ok, _watcher.Call(new CheckWatchesRequest("/a", type)).Code);
        Assert.Equal(ErrorCode.Ok, _watcher.Call(new RemoveWatchesRequest("/a", type)).Code);

        Assert.Equal(ErrorCode.NoWatcher, _watcher.Call(new RemoveWatchesRequest("/a", type)).Code);
        IEnumerable<ErrorCode> left = kinds.Select(kind => _watcher.Call(new CheckWatchesRequest("/a", kind)).Code);
        Assert.Equal(removed, left.Select(code => code == ErrorCode.NoWatcher));
        Assert.Empty(_watcher.Sink.Events);
    }

    [Fact]
    public void A_client_neither_sees_nor_removes_the_watches_of_another()
    {
        _watcher.Call(new AddWatchRequest("/a", AddWatchMode.Persistent));

        Assert.Equal(ErrorCode.NoWatcher, _writer.Call(new CheckWatchesRequest("/a", WatcherType.Any)).Code);
        Assert.Equal(ErrorCode.NoWatcher, _writer.Call(new RemoveWatchesRequest("/a", WatcherType.Any)).Code);
        Assert.Equal(1, _ensemble.Ensemble.WatchCount);
    }

    [Fact]
    public void A_removed_watch_does_not_fire()
    {
        _watcher.Call(new AddWatchRequest("/a", AddWatchMode.Persistent));
        _watcher.Call(new RemoveWatchesRequest("/a", WatcherType.Persistent));

        _writer.Create("/a");

        Assert.Empty(_watcher.Sink.Events);
    }

    [Fact]
    public void Watches_go_with_their_connection()
    {
        _watcher.Call(new AddWatchRequest("/a", AddWatchMode.Persistent));

        _watcher.Connection.Dispose();

        Assert.Equal(0, _ensemble.Ensemble.WatchCount);
    }

    [Fact]
    public void It_can_be_seen_who_watches_what()
    {
        _watcher.Call(new ExistsRequest("/a", Watch: true));
        _watcher.Call(new AddWatchRequest("/a", AddWatchMode.Persistent));
        _writer.Call(new AddWatchRequest("/b", AddWatchMode.PersistentRecursive));

        Assert.Equal(new WatchSummary(Connections: 2, Paths: 2, Watches: 3), _ensemble.Ensemble.Watches);
        Assert.Equal(
            [
                new WatchedBy(_watcher.Session, "/a", WatchKinds.Data | WatchKinds.Persistent),
                new WatchedBy(_writer.Session, "/b", WatchKinds.Recursive),
            ],
            _ensemble.Ensemble.ListWatches().OrderBy(watched => watched.Path));
    }

    [Fact]
    public void At_the_limit_of_watches_those_that_are_armed_may_be_armed_again_and_no_other()
    {
        var ensemble = new EnsembleUnderTest(options => options.Limits.Watches = 2);
        ClientUnderTest client = ensemble.Connect();

        Assert.Equal(ErrorCode.NoNode, client.Call(new ExistsRequest("/a", Watch: true)).Code);
        Assert.Equal(ErrorCode.Ok, client.Call(new AddWatchRequest("/a", AddWatchMode.Persistent)).Code);

        Assert.Equal(ErrorCode.ThrottledOp, client.Call(new ExistsRequest("/b", Watch: true)).Code);
        Assert.Equal(ErrorCode.ThrottledOp, client.Call(new AddWatchRequest("/b", AddWatchMode.Persistent)).Code);
        var more = new SetWatchesRequest(Zxid.None, [], ["/b"], [], [], []);
        Assert.Equal(ErrorCode.ThrottledOp, client.Call(more).Code);
        Assert.Equal(ErrorCode.NoNode, client.Call(new ExistsRequest("/a", Watch: true)).Code);
        Assert.Equal(ErrorCode.NoNode, client.Call(new ExistsRequest("/b")).Code);
        Assert.Equal(2, ensemble.Ensemble.WatchCount);
    }

    [Fact]
    public void Many_sessions_are_told_of_one_change_by_one_post_each()
    {
        ClientUnderTest[] watchers = [.. Enumerable.Range(0, 500).Select(_ => _ensemble.Connect())];
        foreach (ClientUnderTest watcher in watchers)
            watcher.Call(new AddWatchRequest("/", AddWatchMode.PersistentRecursive));

        Assert.NotNull(_writer.TryExecute<CreateRequest, CreateResponse>(
            new("/a", default, Acl.Open, CreateMode.Persistent)));
        Assert.NotNull(_writer.TryExecute<SetDataRequest, SetDataResponse>(new("/a", default, -1)));

        Assert.Equal(watchers.Length, _ensemble.Time.PostedCount);
        _ensemble.Time.RunPosted();
        Assert.All(watchers, watcher => Assert.Equal(2, watcher.Sink.Events.Count));
        Assert.Same(watchers[0].Sink.Events[1], watchers[^1].Sink.Events[1]);
    }
}
