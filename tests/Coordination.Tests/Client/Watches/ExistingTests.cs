using Coordination.Requests;
using Coordination.Tests.Client.Scripted;
using Coordination.Transports;

namespace Coordination.Tests.Client.Watches;

public sealed class ExistingTests
{
    private static readonly WatchOptions Existing = new() { IncludeExisting = true };
    private static readonly WatchOptions Tree = new() { IncludeExisting = true, Recursive = true };

    [Fact]
    public void A_znode_that_exists_comes_with_its_stat_and_then_the_stream_is_synced()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = WatchStreamTests.Armed(scripted, "/a", Existing);

        scripted.Server.AnswerLast<ExistsRequest>(20, new ExistsResponse(new Stat { Version = 3 }));
        List<WatchEvent> seen = reader.Read();

        Assert.Equal([WatchEventType.Existing, WatchEventType.Synced], seen.Select(change => change.Type));
        Assert.Equal(3, seen[0].Stat?.Version);
        Assert.Equal(20, seen[1].Zxid?.Value);
    }

    [Fact]
    public void A_znode_that_is_missing_leaves_only_that_the_stream_is_synced()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = WatchStreamTests.Armed(scripted, "/a", Existing);

        scripted.Server.AnswerLast<ExistsRequest>(20, null, ErrorCode.NoNode);

        Assert.Equal([WatchEventType.Synced], reader.ReadTypes());
    }

    [Fact]
    public void A_subtree_comes_in_path_order()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = WatchStreamTests.Armed(scripted, "/a", Tree);
        AnswerListings(scripted, 20, new() { ["/a"] = ["z", "b"], ["/a/b"] = ["c"], ["/a/z"] = [], ["/a/b/c"] = [] });

        List<WatchEvent> seen = reader.Read();

        Assert.Equal(["/a", "/a/b", "/a/b/c", "/a/z", "/a"], seen.Select(change => change.Path.Value));
        Assert.Equal(WatchEventType.Synced, seen[^1].Type);
    }

    [Fact]
    public void An_event_that_the_listing_shows_is_not_told_and_one_on_top_is()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = WatchStreamTests.Armed(scripted, "/a", Existing);
        scripted.Server.Tell(WatchEventType.NodeCreated, "/a", 18);
        scripted.Server.AnswerLast<ExistsRequest>(18, new ExistsResponse(new Stat { Czxid = new Zxid(18) }));
        scripted.Server.Tell(WatchEventType.NodeDataChanged, "/a", 19);

        Assert.Equal(
            [WatchEventType.Existing, WatchEventType.Synced, WatchEventType.NodeDataChanged], reader.ReadTypes());
    }

    [Fact]
    public void Nothing_older_than_synced_comes_after_it()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = WatchStreamTests.Armed(scripted, "/a", Tree);
        scripted.Server.AnswerLast<MultiReadRequest>(20, Listing([["b"]]));
        scripted.Clock.RunPosted();
        scripted.Server.Tell(WatchEventType.NodeDataChanged, "/a", 21); // After /a was read, before /a/b is.
        scripted.Server.Tell(WatchEventType.NodeDataChanged, "/a/b", 22);
        scripted.Server.AnswerLast<MultiReadRequest>(22, Listing([[]]));

        List<WatchEvent> seen = reader.Read();

        WatchEvent synced = Assert.Single(seen, change => change.Type == WatchEventType.Synced);
        WatchEvent after = Assert.Single(seen, change => change.Type == WatchEventType.NodeDataChanged);
        Assert.Equal("/a", after.Path.Value);
        Assert.True(after.Zxid > synced.Zxid!.Value);
    }

    [Fact]
    public void Events_that_were_too_many_during_the_listing_become_one_coalesced()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = WatchStreamTests.Armed(
            scripted, "/a", new WatchOptions { IncludeExisting = true, BufferedEvents = 2 });
        scripted.Server.AnswerLast<ExistsRequest>(17, new ExistsResponse(default));
        for (int zxid = 18; zxid < 30; zxid++)
            scripted.Server.Tell(WatchEventType.NodeDataChanged, "/a", zxid);

        List<WatchEvent> seen = reader.Read();

        Assert.Contains(seen, change => change is { Type: WatchEventType.Changed, Coalesced: true });
        Assert.Equal(29, seen[^1].Zxid?.Value);
    }

    [Fact]
    public void A_znode_that_may_not_be_read_ends_the_stream()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        IAsyncEnumerator<WatchEvent> stream = scripted.Client.WatchAsync("/a", Existing).GetAsyncEnumerator();
        ValueTask<bool> armed = stream.MoveNextAsync();
        scripted.Server.AnswerLast<AddWatchRequest>(17, EmptyResponse.Instance);
        scripted.Finish(armed);
        ValueTask<bool> next = stream.MoveNextAsync();

        scripted.Server.AnswerLast<ExistsRequest>(17, null, ErrorCode.NoAuth);

        Assert.Equal(ErrorCode.NoAuth, scripted.Fails<RequestRejectedException, bool>(next).Code);
        Assert.Single(scripted.Server.SentOf<RemoveWatchesRequest>());
    }

    [Fact]
    public void A_listing_goes_on_in_the_next_session()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = WatchStreamTests.Armed(scripted, "/a", Existing);
        scripted.Server.Close(CloseReason.SessionExpired);
        scripted.Accept(session: 2);
        scripted.Server.AnswerLast<SetWatchesRequest>(20, new SetWatchesResponse(true));
        scripted.Clock.RunPosted();
        scripted.Server.AnswerLast<ExistsRequest>(20, new ExistsResponse(default));

        Assert.Equal([WatchEventType.Existing, WatchEventType.Synced], reader.ReadTypes());
    }

    private static MultiResponse Listing(params string[][] children) => new(
        [.. children.Select(names => new OperationResult(
            OpCode.GetChildren2, ErrorCode.Ok, new GetChildrenResponse(names, new Stat { Czxid = new Zxid(1) })))]);

    private static void AnswerListings(ScriptedClient scripted, long zxid, Dictionary<string, string[]> children)
    {
        scripted.Clock.RunPosted();
        var answered = new HashSet<int>();
        while (scripted.Server.SentOf<MultiReadRequest>().LastOrDefault(sent => answered.Add(sent.Xid)) is { } sent)
        {
            var request = (MultiReadRequest)sent.Body;
            string[][] names = [.. request.Operations.Select(read => children[((GetChildrenRequest)read).Path.Value])];
            scripted.Server.Answer(sent.Xid, zxid, Listing(names));
            scripted.Clock.RunPosted();
        }
    }
}
