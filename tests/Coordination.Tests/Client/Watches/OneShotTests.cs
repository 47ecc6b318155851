using Coordination.Requests;
using Coordination.Tests.Client.Scripted;
using Coordination.Transports;

namespace Coordination.Tests.Client.Watches;

public sealed class OneShotTests
{
    private static readonly GetDataResponse Data = new(default, default);

    [Theory]
    [InlineData(WatchEventType.NodeDataChanged, true)]
    [InlineData(WatchEventType.NodeDeleted, true)]
    [InlineData(WatchEventType.NodeChildrenChanged, false)]
    public void A_watch_on_data_fires_when_the_data_is_no_longer_true(WatchEventType type, bool fires)
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        using var watch = new OneShotWatch(scripted.Clock);
        ValueTask<ZNode> read = scripted.Client.GetAsync("/a", new ReadOptions { Watch = watch });
        scripted.Server.AnswerLast<GetDataRequest>(17, Data);
        scripted.Finish(read);

        scripted.Server.Tell(type, "/b", 18);
        bool firedByAnother = watch.IsOver;
        scripted.Server.Tell(type, "/a", 19);

        Assert.True(((GetDataRequest)scripted.Server.Sent[0].Body).Watch);
        Assert.False(firedByAnother);
        Assert.Equal(fires, watch.IsOver);
        if (fires)
            Assert.Equal(new WatchEvent(type, "/a", new Zxid(19)), scripted.Finish(watch.FiredAsync()));
    }

    [Fact]
    public void A_watch_on_a_missing_znode_fires_when_it_is_created()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        using var watch = new OneShotWatch(scripted.Clock);
        ValueTask<Stat?> read = scripted.Client.ExistsAsync("/a", new ReadOptions { Watch = watch });
        scripted.Server.AnswerLast<ExistsRequest>(17, null, ErrorCode.NoNode);

        scripted.Server.Tell(WatchEventType.NodeCreated, "/a", 18);

        Assert.Null(scripted.Finish(read));
        Assert.Equal(WatchEventType.NodeCreated, scripted.Finish(watch.FiredAsync()).Type);
    }

    [Fact]
    public void A_watch_on_children_fires_for_them_and_not_for_data()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        using var watch = new OneShotWatch(scripted.Clock);
        _ = scripted.Client.GetChildrenAsync("/a", new ReadOptions { Watch = watch });
        scripted.Server.AnswerLast<GetChildrenRequest>(17, new GetChildrenResponse([], default));

        scripted.Server.Tell(WatchEventType.NodeDataChanged, "/a", 18);
        bool firedByData = watch.IsOver;
        scripted.Server.Tell(WatchEventType.NodeChildrenChanged, "/a", 19);

        Assert.False(firedByData);
        Assert.True(watch.IsOver);
    }

    [Fact]
    public void TryGet_watches_what_it_does_not_find()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        using var watch = new OneShotWatch(scripted.Clock);
        ValueTask<ZNode?> read = scripted.Client.TryGetAsync("/a", new ReadOptions { Watch = watch });
        scripted.Server.AnswerLast<ExistsRequest>(17, null, ErrorCode.NoNode);
        scripted.Server.AnswerLast<GetDataRequest>(17, null, ErrorCode.NoNode);

        Assert.Null(scripted.Finish(read));
        Assert.False(watch.IsOver);
        scripted.Server.Tell(WatchEventType.NodeCreated, "/a", 18);
        Assert.True(watch.IsOver);
    }

    [Fact]
    public void TryGet_watches_what_it_finds()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        using var watch = new OneShotWatch(scripted.Clock);
        ValueTask<ZNode?> read = scripted.Client.TryGetAsync("/a", new ReadOptions { Watch = watch });
        scripted.Server.AnswerLast<ExistsRequest>(18, new ExistsResponse(default));
        scripted.Server.AnswerLast<GetDataRequest>(18, Data);

        Assert.NotNull(scripted.Finish(read));
        scripted.Server.Tell(WatchEventType.NodeDeleted, "/a", 19);
        Assert.True(watch.IsOver);
    }

    [Fact]
    public void TryGet_of_a_znode_created_between_its_two_reads_gives_it_and_fires()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        using var watch = new OneShotWatch(scripted.Clock);
        ValueTask<ZNode?> read = scripted.Client.TryGetAsync("/a", new ReadOptions { Watch = watch });
        scripted.Server.AnswerLast<ExistsRequest>(17, null, ErrorCode.NoNode);
        scripted.Server.Tell(WatchEventType.NodeCreated, "/a", 18);
        scripted.Server.AnswerLast<GetDataRequest>(18, Data);

        Assert.NotNull(scripted.Finish(read));
        Assert.True(watch.IsOver);
    }

    [Fact]
    public void TryGet_with_a_watch_is_asked_before_what_is_asked_later()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        using var watch = new OneShotWatch(scripted.Clock);

        _ = scripted.Client.TryGetAsync("/a", new ReadOptions { Watch = watch });
        _ = scripted.Client.SetAsync("/a", default);

        Assert.Equal(
            [OpCode.Exists, OpCode.GetData, OpCode.SetData], scripted.Server.Sent.Select(sent => sent.Body.OpCode));
    }

    [Fact]
    public void TryGet_with_a_watch_has_one_deadline_for_all_that_it_asks()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        using var watch = new OneShotWatch(scripted.Clock);
        ValueTask<ZNode?> read = scripted.Client.TryGetAsync(
            "/a", new ReadOptions { Watch = watch, Deadline = TimeSpan.FromSeconds(1) });
        scripted.Server.AnswerLast<ExistsRequest>(18, new ExistsResponse(default));

        scripted.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(ErrorCode.RequestTimeout, scripted.Fails<CoordinationException, ZNode?>(read).Code);
        scripted.Fails<CoordinationException, WatchEvent>(watch.FiredAsync());
    }

    [Fact]
    public void TryGet_that_may_not_read_leaves_no_watch()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        using var watch = new OneShotWatch(scripted.Clock);
        ValueTask<ZNode?> read = scripted.Client.TryGetAsync("/a", new ReadOptions { Watch = watch });
        scripted.Server.AnswerLast<ExistsRequest>(18, new ExistsResponse(default));
        scripted.Server.AnswerLast<GetDataRequest>(18, null, ErrorCode.NoAuth);

        scripted.Fails<RequestRejectedException, ZNode?>(read);
        scripted.Fails<RequestRejectedException, WatchEvent>(watch.FiredAsync());
        Assert.Single(scripted.Server.SentOf<RemoveWatchesRequest>());
    }

    [Fact]
    public void A_read_that_fails_fails_its_watch()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        using var watch = new OneShotWatch(scripted.Clock);
        ValueTask<ZNode> read = scripted.Client.GetAsync("/a", new ReadOptions { Watch = watch });

        scripted.Server.AnswerLast<GetDataRequest>(17, null, ErrorCode.NoNode);

        scripted.Fails<RequestRejectedException, ZNode>(read);
        scripted.Fails<RequestRejectedException, WatchEvent>(watch.FiredAsync());
    }

    [Fact]
    public void A_watch_serves_one_read()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        using var watch = new OneShotWatch(scripted.Clock);
        var options = new ReadOptions { Watch = watch };
        _ = scripted.Client.GetAsync("/a", options);

        Assert.Throws<InvalidOperationException>(() => { _ = scripted.Client.GetAsync("/a", options); });
    }

    [Fact]
    public void Reads_that_arm_no_watch_refuse_one()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        using var watch = new OneShotWatch(scripted.Clock);
        var options = new ReadOptions { Watch = watch };

        Assert.Throws<ArgumentException>(() => { _ = scripted.Client.GetAclAsync("/a", options); });
        Assert.Throws<ArgumentException>(() => { _ = scripted.Client.WhoAmIAsync(options); });
        Assert.Throws<ArgumentException>(() => { _ = scripted.Client.ReadManyAsync([], options); });
        Assert.Throws<ArgumentException>(() => { _ = scripted.Client.GetEphemeralsAsync("/a", options); });
        Assert.Throws<ArgumentException>(() => { _ = scripted.Client.GetAllChildrenNumberAsync("/a", options); });
    }

    [Fact]
    public void Disposing_the_last_watch_of_a_kind_removes_it_at_the_server()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        OneShotWatch first = Arm(scripted);
        OneShotWatch second = Arm(scripted);

        first.Dispose();
        int afterFirst = scripted.Server.SentOf<RemoveWatchesRequest>().Count();
        second.Dispose();

        Assert.Equal(0, afterFirst);
        Assert.Equal(
            new RemoveWatchesRequest("/a", WatcherType.Data),
            Assert.Single(scripted.Server.SentOf<RemoveWatchesRequest>()).Body);
        scripted.Fails<OperationCanceledException, WatchEvent>(first.FiredAsync());
    }

    [Fact]
    public void A_foreign_server_that_removes_all_kinds_at_once_is_asked_only_when_none_is_left()
    {
        ScriptedClient scripted = ScriptedClient.Connected(remembersAnswers: false);
        EventReader reader = WatchStreamTests.Armed(scripted, "/a");
        OneShotWatch watch = Arm(scripted);

        watch.Dispose();
        int whileStreaming = scripted.Server.SentOf<RemoveWatchesRequest>().Count();
        reader.Dispose();

        Assert.Equal(0, whileStreaming);
        Assert.Equal(
            new RemoveWatchesRequest("/a", WatcherType.Any),
            Assert.Single(scripted.Server.SentOf<RemoveWatchesRequest>()).Body);
    }

    [Fact]
    public void A_reconnect_arms_again_and_what_was_missed_fires_coalesced()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        OneShotWatch watch = Arm(scripted);

        ScriptedConnection second = scripted.Reconnect();
        scripted.Accept();
        var asked = (SetWatchesRequest)Assert.Single(second.SentOf<SetWatchesRequest>()).Body;
        second.Tell(WatchEventType.NodeDataChanged, "/a", 25);

        Assert.Equal(17, asked.RelativeZxid.Value);
        Assert.Equal(["/a"], asked.DataWatches.Select(path => path.Value));
        Assert.True(scripted.Finish(watch.FiredAsync()).Coalesced);
    }

    [Fact]
    public void A_watch_armed_behind_a_rearming_is_not_fired_by_what_it_had_seen()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        WatchStreamTests.Armed(scripted, "/s");
        scripted.Reconnect();
        scripted.Accept();
        _ = scripted.Server.SentOf<SetWatchesRequest>().Single();
        using var watch = new OneShotWatch(scripted.Clock);
        _ = scripted.Client.GetAsync("/a", new ReadOptions { Watch = watch });
        scripted.Server.AnswerLast<GetDataRequest>(30, Data); // The re-arming itself is not answered.

        ScriptedConnection third = scripted.Reconnect();
        scripted.Accept();
        SetWatchesRequest[] asked = [.. third.SentOf<SetWatchesRequest>().Select(sent => (SetWatchesRequest)sent.Body)];

        Assert.Equal(17, asked.Single(request => request.PersistentWatches.Count == 1).RelativeZxid.Value);
        Assert.Equal(30, asked.Single(request => request.DataWatches.Count == 1).RelativeZxid.Value);
    }

    [Fact]
    public void The_end_of_the_client_ends_watches()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        OneShotWatch watch = Arm(scripted);

        scripted.Finish(scripted.Client.DetachAsync());

        scripted.Fails<ObjectDisposedException, WatchEvent>(watch.FiredAsync());
    }

    private static OneShotWatch Arm(ScriptedClient scripted)
    {
        var watch = new OneShotWatch(scripted.Clock);
        ValueTask<ZNode> read = scripted.Client.GetAsync("/a", new ReadOptions { Watch = watch });
        scripted.Server.AnswerLast<GetDataRequest>(17, Data);
        scripted.Finish(read);
        return watch;
    }
}
