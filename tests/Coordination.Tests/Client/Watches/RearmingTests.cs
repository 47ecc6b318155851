using Coordination.Requests;
using Coordination.Tests.Client.Scripted;
using Coordination.Transports;

namespace Coordination.Tests.Client.Watches;

public sealed class RearmingTests
{
    private static readonly SetWatchesResponse Complete = new(IsComplete: true);
    private static readonly SetWatchesResponse Incomplete = new(IsComplete: false);

    [Fact]
    public void A_reconnect_arms_again_from_where_everything_was_told()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = WatchStreamTests.Armed(scripted, "/a");
        ValueTask<ZNode> read = scripted.Client.GetAsync("/b");
        scripted.Server.Tell(WatchEventType.NodeCreated, "/a", 20);
        scripted.Server.AnswerLast<GetDataRequest>(20, new GetDataResponse(default, default));
        scripted.Finish(read);
        reader.Read();

        ScriptedConnection second = scripted.Reconnect();
        scripted.Accept();
        SetWatchesRequest asked = Rearmed(second);
        second.Tell(WatchEventType.NodeDataChanged, "/a", 25);
        second.AnswerLast<SetWatchesRequest>(30, Complete);
        second.Tell(WatchEventType.NodeDeleted, "/a", 31);

        Assert.Equal(20, asked.RelativeZxid.Value);
        Assert.Equal(["/a"], asked.PersistentWatches.Select(path => path.Value));
        Assert.Equal(20, second.Asked?.LastZxidSeen.Value);
        Assert.Equal([WatchEventType.NodeDataChanged, WatchEventType.NodeDeleted], reader.ReadTypes());
    }

    [Fact]
    public void A_change_that_was_half_told_is_told_whole()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = WatchStreamTests.Armed(scripted, "/a", new WatchOptions { Recursive = true });
        scripted.Server.Tell(WatchEventType.NodeCreated, "/a/b", 20);

        ScriptedConnection second = scripted.Reconnect();
        scripted.Accept();
        SetWatchesRequest asked = Rearmed(second);
        second.Tell(WatchEventType.NodeCreated, "/a/b", 20);
        second.Tell(WatchEventType.NodeCreated, "/a/c", 20);
        second.AnswerLast<SetWatchesRequest>(20, Complete);

        Assert.Equal(17, asked.RelativeZxid.Value);
        Assert.Equal(["/a/b", "/a/c"], reader.Read().Select(change => change.Path.Value));
    }

    [Fact]
    public void A_replay_that_is_cut_off_goes_on_where_it_was()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = WatchStreamTests.Armed(scripted, "/a", new WatchOptions { Recursive = true });
        var asked = new List<long>();
        for (int round = 0; round < 3; round++)
        {
            ScriptedConnection cut = scripted.Reconnect();
            scripted.Accept();
            asked.Add(Rearmed(cut).RelativeZxid.Value);
            for (long zxid = asked[^1] + 1; zxid <= asked[^1] + 3; zxid++)
                cut.Tell(WatchEventType.NodeCreated, $"/a/{zxid}", zxid); // It breaks before it is through.
        }

        ScriptedConnection last = scripted.Reconnect();
        scripted.Accept();
        asked.Add(Rearmed(last).RelativeZxid.Value);
        last.Tell(WatchEventType.NodeCreated, "/a/24", 24);
        last.AnswerLast<SetWatchesRequest>(24, Complete);

        Assert.Equal([17, 19, 21, 23], asked); // Of the newest change there may be more.
        Assert.Equal([18L, 19, 20, 21, 22, 23, 24], reader.Read().Select(change => change.Zxid!.Value.Value));
    }

    [Fact]
    public void A_stream_misses_nothing_by_a_connection_that_breaks_in_every_replay()
    {
        var world = new InMemoryClient();
        CoordinationClient writer = world.Connect();
        var broken = new BreakableTransport(world.Ensemble.Transport, isReplayed: true) { BreaksAfter = 3 };
        CoordinationClient client = world.ConnectOver(broken);
        EventReader reader = new(world, client.WatchAsync("/", new WatchOptions { Recursive = true }));
        Assert.Equal([WatchEventType.Armed], reader.ReadTypes());
        broken.Break();
        string[] paths = [.. Enumerable.Range(10, 20).Select(i => $"/{i}")];
        foreach (string path in paths)
            world.Finish(writer.CreateAsync(path));

        var seen = new List<WatchEvent>();
        for (int round = 0; round < 40 && seen.Count < paths.Length; round++)
        {
            world.PassUntilConnected(client);
            seen.AddRange(reader.Read());
        }

        Assert.Equal(paths, seen.Select(change => change.Path.Value));
    }

    [Fact]
    public void A_replay_that_is_cut_off_moves_no_one_shot_watch_on()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        WatchStreamTests.Armed(scripted, "/a", new WatchOptions { Recursive = true });
        var watch = new OneShotWatch(scripted.Clock);
        ValueTask<ZNode> read = scripted.Client.GetAsync("/b", new ReadOptions { Watch = watch });
        scripted.Server.AnswerLast<GetDataRequest>(17, new GetDataResponse(default, default));
        scripted.Finish(read);
        ScriptedConnection cut = scripted.Reconnect();
        scripted.Accept();
        foreach (long zxid in new long[] { 18, 19, 20 })
            cut.Tell(WatchEventType.NodeCreated, $"/a/{zxid}", zxid);

        ScriptedConnection next = scripted.Reconnect();
        scripted.Accept();

        SetWatchesRequest[] asked =
            [.. next.SentOf<SetWatchesRequest>().Select(sent => (SetWatchesRequest)sent.Body)];
        Assert.Equal([19L, 17L], asked.Select(each => each.RelativeZxid.Value));
        Assert.Equal(["/b"], asked[1].DataWatches.Select(path => path.Value));
    }

    [Fact]
    public void Watches_that_were_told_the_least_are_armed_first()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        string end = new('x', 100_000); // Too long for two of them in one request.
        WatchStreamTests.Armed(scripted, "/a" + end);
        WatchStreamTests.Armed(scripted, "/b" + end);
        ScriptedConnection cut = scripted.Reconnect();
        scripted.Accept();
        cut.Tell(WatchEventType.NodeDataChanged, "/a" + end, 20);
        cut.Answer(cut.SentOf<SetWatchesRequest>().First().Xid, 25, Complete);
        cut.Tell(WatchEventType.NodeDataChanged, "/b" + end, 20); // Cut off: the second is not through.

        ScriptedConnection next = scripted.Reconnect();
        scripted.Accept();

        SetWatchesRequest[] asked =
            [.. next.SentOf<SetWatchesRequest>().Select(sent => (SetWatchesRequest)sent.Body)];
        Assert.Equal([17L, 25L], asked.Select(each => each.RelativeZxid.Value));
        Assert.Equal(["/b" + end, "/a" + end], asked.Select(each => each.PersistentWatches.Single().Value));
    }

    [Fact]
    public void A_stream_that_joins_while_a_change_is_half_told_begins_after_it()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        WatchStreamTests.Armed(scripted, "/a", new WatchOptions { Recursive = true });
        scripted.Server.Tell(WatchEventType.NodeCreated, "/a/b", 20);
        EventReader joined = WatchStreamTests.Watch(scripted, "/a", new WatchOptions { Recursive = true });

        scripted.Server.Tell(WatchEventType.NodeCreated, "/a/c", 20);
        bool waits = joined.Read().Count == 0;
        scripted.Server.AnswerLast<AddWatchRequest>(20, EmptyResponse.Instance);
        scripted.Server.Tell(WatchEventType.NodeCreated, "/a/d", 21);

        Assert.True(waits);
        Assert.Equal([20L, 21L], joined.Read().Select(change => change.Zxid!.Value.Value));
    }

    [Fact]
    public void An_unchanged_tree_yields_nothing_after_a_complete_replay()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = WatchStreamTests.Armed(scripted, "/a");

        ScriptedConnection second = scripted.Reconnect();
        scripted.Accept();
        second.AnswerLast<SetWatchesRequest>(17, Complete);

        Assert.Empty(reader.Read());
        Assert.Empty(second.SentOf<ExistsRequest>());
    }

    [Fact]
    public void A_rearming_that_is_cut_off_goes_on_where_it_was_whatever_answers_say_and_repeats_nothing()
    {
        ScriptedClient scripted = ScriptedClient.Connected(
            options => options.Auth.Add(new AuthCredentials("digest", "a:b"u8.ToArray())));
        EventReader reader = WatchStreamTests.Armed(scripted, "/a");
        ScriptedConnection second = scripted.Reconnect();
        scripted.Accept();
        second.AnswerLast<AuthRequest>(40, EmptyResponse.Instance);
        second.Tell(WatchEventType.NodeCreated, "/a", 20);
        second.Tell(WatchEventType.NodeDataChanged, "/a", 25);
        WatchEventType[] first = reader.ReadTypes();

        ScriptedConnection third = scripted.Reconnect();
        scripted.Accept();
        SetWatchesRequest asked = Rearmed(third);
        third.Tell(WatchEventType.NodeDataChanged, "/a", 25);
        third.Tell(WatchEventType.NodeDataChanged, "/a", 26);
        third.AnswerLast<SetWatchesRequest>(40, Complete);

        Assert.Equal(20, asked.RelativeZxid.Value);
        Assert.Equal([WatchEventType.NodeCreated, WatchEventType.NodeDataChanged], first);
        Assert.Equal([26L], reader.Read().Select(change => change.Zxid!.Value.Value));
    }

    [Fact]
    public void Several_changes_of_one_transaction_are_each_told_once()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = WatchStreamTests.Armed(scripted, "/a", new WatchOptions { Recursive = true });
        scripted.Server.Tell(WatchEventType.NodeCreated, "/a/b", 20);
        scripted.Server.Tell(WatchEventType.NodeCreated, "/a/c", 20);
        ScriptedConnection second = scripted.Reconnect();
        scripted.Accept();
        second.Tell(WatchEventType.NodeCreated, "/a/c", 20);
        second.Tell(WatchEventType.NodeCreated, "/a/d", 20);
        second.AnswerLast<SetWatchesRequest>(20, Complete);

        Assert.Equal(["/a/b", "/a/c", "/a/d"], reader.Read().Select(change => change.Path.Value));
    }

    [Fact]
    public void A_new_session_arms_from_the_same_place()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = WatchStreamTests.Armed(scripted, "/a");
        scripted.Server.Close(CloseReason.SessionExpired);
        scripted.Accept(session: 2);

        SetWatchesRequest asked = Rearmed(scripted.Server);
        scripted.Server.Tell(WatchEventType.NodeDeleted, "/a", 19);
        scripted.Server.AnswerLast<SetWatchesRequest>(20, Complete);

        Assert.Equal(17, asked.RelativeZxid.Value);
        Assert.Equal([WatchEventType.NodeDeleted], reader.ReadTypes());
    }

    [Fact]
    public void What_was_not_replayed_is_read_and_told_as_coalesced_before_newer_events()
    {
        ScriptedClient scripted = ScriptedClient.Connected(remembersAnswers: false);
        EventReader reader = WatchStreamTests.Armed(scripted, "/a");
        ScriptedConnection second = scripted.Reconnect();
        scripted.Accept(remembersAnswers: false);
        second.AnswerLast<SetWatchesRequest>(30, Incomplete);
        scripted.Clock.RunPosted();
        second.AnswerLast<ExistsRequest>(30, new ExistsResponse(Stat(czxid: 5, mzxid: 25, pzxid: 28)));
        second.Tell(WatchEventType.NodeDataChanged, "/a", 31);

        List<WatchEvent> seen = reader.Read();

        Assert.Equal(
            [WatchEventType.NodeDataChanged, WatchEventType.NodeChildrenChanged, WatchEventType.NodeDataChanged],
            seen.Select(change => change.Type));
        Assert.Equal([true, true, false], seen.Select(change => change.Coalesced));
    }

    [Fact]
    public void An_event_that_the_reading_shows_is_not_told_again()
    {
        ScriptedClient scripted = ScriptedClient.Connected(remembersAnswers: false);
        EventReader reader = WatchStreamTests.Armed(scripted, "/a");
        ScriptedConnection second = scripted.Reconnect();
        scripted.Accept(remembersAnswers: false);
        second.AnswerLast<SetWatchesRequest>(30, Incomplete);
        scripted.Clock.RunPosted();
        second.Tell(WatchEventType.NodeDataChanged, "/a", 31);
        second.AnswerLast<ExistsRequest>(31, new ExistsResponse(Stat(czxid: 5, mzxid: 31, pzxid: 5)));

        WatchEvent only = Assert.Single(reader.Read());

        Assert.True(only.Coalesced);
        Assert.Equal(WatchEventType.NodeDataChanged, only.Type);
    }

    [Fact]
    public void A_znode_that_goes_between_the_reading_of_its_parent_and_its_own_is_told_to_be_gone()
    {
        ScriptedClient scripted = ScriptedClient.Connected(remembersAnswers: false);
        EventReader reader = WatchStreamTests.Armed(scripted, "/a", new WatchOptions { Recursive = true });
        ScriptedConnection second = scripted.Reconnect();
        scripted.Accept(remembersAnswers: false);
        second.AnswerLast<SetWatchesRequest>(30, Incomplete);
        scripted.Clock.RunPosted();
        Stat old = Stat(czxid: 5, mzxid: 5, pzxid: 6);
        second.AnswerLast<MultiReadRequest>(30, Listed(ErrorCode.Ok, new GetChildrenResponse(["x"], old)));
        scripted.Clock.RunPosted();
        second.Tell(WatchEventType.NodeDeleted, "/a/x", 31);
        second.AnswerLast<MultiReadRequest>(31, Listed(ErrorCode.NoNode, null));

        WatchEvent only = Assert.Single(reader.Read());

        Assert.Equal((WatchEventType.NodeDeleted, "/a/x"), (only.Type, only.Path.Value));
        Assert.False(only.Coalesced);

        static MultiResponse Listed(ErrorCode code, Response? body) =>
            new([new OperationResult(OpCode.GetChildren2, code, body)]);
    }

    [Fact]
    public void A_foreign_server_where_nothing_changed_yields_nothing()
    {
        ScriptedClient scripted = ScriptedClient.Connected(remembersAnswers: false);
        EventReader reader = WatchStreamTests.Armed(scripted, "/a");
        ScriptedConnection second = scripted.Reconnect();
        scripted.Accept(remembersAnswers: false);
        second.AnswerLast<SetWatchesRequest>(30, Incomplete);
        scripted.Clock.RunPosted();
        second.AnswerLast<ExistsRequest>(30, new ExistsResponse(Stat(czxid: 5, mzxid: 6, pzxid: 7)));

        Assert.Empty(reader.Read());
    }

    [Fact]
    public void A_difference_is_found_also_when_the_connection_breaks_meanwhile()
    {
        ScriptedClient scripted = ScriptedClient.Connected(remembersAnswers: false);
        EventReader reader = WatchStreamTests.Armed(scripted, "/a");
        scripted.Reconnect();
        scripted.Accept(remembersAnswers: false);
        scripted.Server.AnswerLast<SetWatchesRequest>(30, Incomplete);
        scripted.Clock.RunPosted();
        scripted.Server.Close(CloseReason.SessionExpired);
        scripted.Accept(session: 2, remembersAnswers: false);
        scripted.Server.AnswerLast<SetWatchesRequest>(40, Incomplete);
        scripted.Clock.RunPosted();
        for (int i = 0; i < 3 && reader.IsWaiting; i++)
        {
            foreach (SentRequest read in scripted.Server.SentOf<ExistsRequest>().ToArray())
                scripted.Server.Answer(read.Xid, 40, new ExistsResponse(Stat(czxid: 5, mzxid: 35, pzxid: 5)));
            scripted.Clock.RunPosted();
        }

        Assert.Equal([WatchEventType.NodeDataChanged], reader.ReadTypes());
    }

    [Fact]
    public void A_stream_that_begins_while_disconnected_is_armed_when_a_server_is_there()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        scripted.Server.Close();
        EventReader reader = WatchStreamTests.Watch(scripted, "/a");
        for (int i = 0; i < 100 && scripted.Transports[0].Connections.Count < 2; i++)
            scripted.Clock.PassMs(10);

        scripted.Accept();
        scripted.Server.AnswerLast<AddWatchRequest>(21, EmptyResponse.Instance);

        Assert.Equal([WatchEventType.Armed], reader.ReadTypes());
    }

    [Fact]
    public void An_arming_that_the_disconnect_took_is_asked_again()
    {
        ScriptedClient scripted = ScriptedClient.Connected();
        EventReader reader = WatchStreamTests.Watch(scripted, "/a");

        ScriptedConnection second = scripted.Reconnect();
        scripted.Accept();
        second.AnswerLast<AddWatchRequest>(21, EmptyResponse.Instance);

        Assert.Empty(second.SentOf<SetWatchesRequest>());
        Assert.Equal([WatchEventType.Armed], reader.ReadTypes());
    }

    [Fact]
    public void Many_paths_are_armed_again_in_requests_that_fit_a_frame()
    {
        ScriptedClient scripted = ScriptedClient.Connected(options => options.MaxOutstandingRequests = 10_000);
        string tail = new('x', 1_000);
        for (int i = 0; i < 300; i++)
            WatchStreamTests.Armed(scripted, $"/{i}{tail}");

        ScriptedConnection second = scripted.Reconnect();
        scripted.Accept();

        SentRequest[] requests = [.. second.SentOf<SetWatchesRequest>()];
        Assert.Equal(3, requests.Length);
        Assert.Equal(300, requests.Sum(sent => ((SetWatchesRequest)sent.Body).PersistentWatches.Count));
    }

    private static SetWatchesRequest Rearmed(ScriptedConnection server) =>
        (SetWatchesRequest)Assert.Single(server.SentOf<SetWatchesRequest>()).Body;

    private static Stat Stat(long czxid, long mzxid, long pzxid) =>
        new() { Czxid = new Zxid(czxid), Mzxid = new Zxid(mzxid), Pzxid = new Zxid(pzxid) };
}
