using Coordination.Requests;
using Coordination.Tests.Client.Scripted;
using Coordination.Transports;

namespace Coordination.Tests.Client.Watches;

public sealed class WatchStreamTests
{
    [Fact]
    public void The_first_element_says_from_which_change_on_nothing_is_missed()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = Watch(scripted, "/a");

        scripted.Server.AnswerLast<AddWatchRequest>(17, EmptyResponse.Instance);

        Assert.Equal([new WatchEvent(WatchEventType.Armed, "/a", new Zxid(17))], reader.Read());
    }

    [Fact]
    public void Events_come_in_order_and_before_the_answer_that_shows_them()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = Armed(scripted, "/a");
        ValueTask<ZNode> read = scripted.Client.GetAsync("/a");

        scripted.Server.Tell(WatchEventType.NodeDataChanged, "/a", 18);
        scripted.Server.Tell(WatchEventType.NodeDeleted, "/a", 19);
        scripted.Server.AnswerLast<GetDataRequest>(19, null, ErrorCode.NoNode);
        int posted = scripted.Clock.PostedCount;
        WatchEventType[] seen = reader.ReadTypes();

        Assert.Equal(2, posted); // The reader, and then the caller.
        Assert.Equal([WatchEventType.NodeDataChanged, WatchEventType.NodeDeleted], seen);
        scripted.Fails<RequestRejectedException, ZNode>(read);
    }

    [Fact]
    public void Streams_on_one_path_share_a_watch_that_goes_with_the_last()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader first = Armed(scripted, "/a");
        EventReader second = Watch(scripted, "/a");
        WatchEventType[] armed = second.ReadTypes();
        scripted.Server.Tell(WatchEventType.NodeCreated, "/a", 18);
        object one = Assert.Single(first.Read());
        object other = Assert.Single(second.Read());

        first.Dispose();
        int removedAfterFirst = scripted.Server.SentOf<RemoveWatchesRequest>().Count();
        second.Dispose();

        Assert.Equal([WatchEventType.Armed], armed);
        Assert.Single(scripted.Server.SentOf<AddWatchRequest>());
        Assert.Same(one, other);
        Assert.Equal(0, removedAfterFirst);
        var removal = Assert.IsType<RemoveWatchesRequest>(
            Assert.Single(scripted.Server.SentOf<RemoveWatchesRequest>()).Body);
        Assert.Equal(new RemoveWatchesRequest("/a", WatcherType.Persistent), removal);
    }

    [Fact]
    public void A_recursive_stream_gets_what_happens_below_it_and_no_changes_of_children()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = Armed(scripted, "/a", new WatchOptions { Recursive = true });

        scripted.Server.Tell(WatchEventType.NodeCreated, "/a/b/c", 18);
        scripted.Server.Tell(WatchEventType.NodeChildrenChanged, "/a/b", 18);
        scripted.Server.Tell(WatchEventType.NodeCreated, "/ab", 19);
        scripted.Server.Tell(WatchEventType.NodeDeleted, "/a", 20);

        Assert.Equal(["/a/b/c", "/a"], reader.Read().Select(change => change.Path.Value));
    }

    [Fact]
    public void A_recursive_stream_on_the_root_gets_everything()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = Armed(scripted, ZPath.Root, new WatchOptions { Recursive = true });

        scripted.Server.Tell(WatchEventType.NodeCreated, "/a", 18);

        Assert.Equal("/a", Assert.Single(reader.Read()).Path.Value);
    }

    [Fact]
    public void A_slow_reader_gets_one_coalesced_event_for_what_was_dropped()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = Armed(scripted, "/a", new WatchOptions { BufferedEvents = 3 });
        for (int zxid = 20; zxid < 30; zxid++)
            scripted.Server.Tell(WatchEventType.NodeDataChanged, "/a", zxid);

        List<WatchEvent> seen = reader.Read();

        Assert.True(seen.Count <= 3);
        WatchEvent dropped = seen.First(change => change.Coalesced);
        Assert.Equal(WatchEventType.Changed, dropped.Type);
        Assert.Equal("/a", dropped.Path.Value);
        Assert.Equal(29, seen[^1].Zxid?.Value);
    }

    [Fact]
    public void A_stream_holds_as_many_events_as_it_says()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = Armed(scripted, "/a", new WatchOptions { BufferedEvents = 3 });
        for (int zxid = 20; zxid < 23; zxid++)
            scripted.Server.Tell(WatchEventType.NodeDataChanged, "/a", zxid);

        Assert.All(reader.Read(), change => Assert.False(change.Coalesced));
    }

    [Theory]
    [InlineData(0)]
    [InlineData((1 << 20) + 1)]
    public void A_buffer_out_of_range_is_refused_at_the_call(int bufferedEvents)
    {
        ScriptedClient scripted = ScriptedClient.Connected();

        Assert.Throws<ArgumentOutOfRangeException>(
            () => scripted.Client.WatchAsync("/a", new WatchOptions { BufferedEvents = bufferedEvents }));
    }

    [Fact]
    public void A_stream_is_read_once()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        IAsyncEnumerable<WatchEvent> stream = scripted.Client.WatchAsync("/a");
        _ = stream.GetAsyncEnumerator();

        Assert.Throws<InvalidOperationException>(() => stream.GetAsyncEnumerator());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cancelling_ends_a_stream_and_its_watch(bool byEnumerator)
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        using var source = new CancellationTokenSource();
        IAsyncEnumerator<WatchEvent> stream = byEnumerator
            ? scripted.Client.WatchAsync("/a").GetAsyncEnumerator(source.Token)
            : scripted.Client.WatchAsync("/a", null, source.Token).GetAsyncEnumerator();
        ValueTask<bool> waiting = stream.MoveNextAsync();
        scripted.Server.AnswerLast<AddWatchRequest>(17, EmptyResponse.Instance);
        scripted.Finish(waiting);
        waiting = stream.MoveNextAsync();

        source.Cancel();

        scripted.Fails<OperationCanceledException, bool>(waiting);
        Assert.Single(scripted.Server.SentOf<RemoveWatchesRequest>());
        scripted.Fails<OperationCanceledException, bool>(stream.MoveNextAsync());
    }

    [Fact]
    public void A_token_that_was_cancelled_before_arms_nothing()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        IAsyncEnumerator<WatchEvent> stream = scripted.Client.WatchAsync("/a").GetAsyncEnumerator(new(canceled: true));

        scripted.Fails<OperationCanceledException, bool>(stream.MoveNextAsync());

        Assert.Empty(scripted.Server.Sent);
    }

    [Fact]
    public void A_watch_that_is_not_allowed_ends_its_streams()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        IAsyncEnumerator<WatchEvent> stream = scripted.Client.WatchAsync("/a").GetAsyncEnumerator();
        ValueTask<bool> waiting = stream.MoveNextAsync();

        scripted.Server.AnswerLast<AddWatchRequest>(17, null, ErrorCode.NoAuth);

        RequestRejectedException refused = scripted.Fails<RequestRejectedException, bool>(waiting);
        Assert.Equal(ErrorCode.NoAuth, refused.Code);
        Assert.Equal("/a", refused.Path?.Value);
    }

    [Fact]
    public void After_the_end_of_the_client_a_stream_is_disposed()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        scripted.Finish(scripted.Client.DetachAsync());

        IAsyncEnumerator<WatchEvent> stream = scripted.Client.WatchAsync("/a").GetAsyncEnumerator();

        scripted.Fails<ObjectDisposedException, bool>(stream.MoveNextAsync());
    }

    [Fact]
    public void A_chroot_is_taken_off_events_and_put_on_watches()
    {
        ScriptedClient scripted = ScriptedClient.Connected(options => options.Chroot = "/app");
        EventReader reader = Armed(scripted, ZPath.Root, new WatchOptions { Recursive = true });

        scripted.Server.Tell(WatchEventType.NodeCreated, "/app/x", 18);
        scripted.Server.Tell(WatchEventType.NodeDeleted, "/app", 19);

        Assert.Equal(
            new AddWatchRequest("/app", AddWatchMode.PersistentRecursive),
            Assert.Single(scripted.Server.SentOf<AddWatchRequest>()).Body);
        Assert.Equal(["/x", "/"], reader.Read().Select(change => change.Path.Value));
    }

    internal static EventReader Watch(ScriptedClient scripted, ZPath path, WatchOptions? options = null) =>
        new(scripted, scripted.Client.WatchAsync(path, options));

    internal static EventReader Armed(ScriptedClient scripted, ZPath path, WatchOptions? options = null)
    {
        EventReader reader = Watch(scripted, path, options);
        scripted.Server.AnswerLast<AddWatchRequest>(17, EmptyResponse.Instance);
        reader.Read();
        return reader;
    }
}
