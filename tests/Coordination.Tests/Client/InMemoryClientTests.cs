using System.Text;
using Coordination.Requests;

namespace Coordination.Tests.Client;

public sealed class InMemoryClientTests
{
    private readonly InMemoryClient _world = new();

    [Fact]
    public void A_client_creates_reads_sets_and_deletes()
    {
        CoordinationClient client = _world.Connect();

        ZPath path = _world.Finish(client.CreateAsync("/a", "one"u8.ToArray()));
        ZNode first = _world.Finish(client.GetAsync(path));
        Stat set = _world.Finish(client.SetAsync(path, "two"u8.ToArray(), version: 0));
        ZNode second = _world.Finish(client.GetAsync(path));
        ZChildren children = _world.Finish(client.GetChildrenAsync(ZPath.Root));
        _world.Finish(client.DeleteAsync(path, version: 1));

        Assert.Equal("one", Encoding.UTF8.GetString(first.Data.Span));
        Assert.Equal(1, set.Version);
        Assert.Equal("two", Encoding.UTF8.GetString(second.Data.Span));
        Assert.Contains("a", children.Names);
        Assert.Null(_world.Finish(client.ExistsAsync(path)));
        Assert.Null(_world.Finish(client.TryGetAsync(path)));
    }

    [Fact]
    public void A_call_in_memory_completes_at_once()
    {
        CoordinationClient client = _world.Connect();

        Assert.True(client.CreateAsync("/a").IsCompletedSuccessfully);
        Assert.True(client.GetAsync("/a").IsCompletedSuccessfully);
        Assert.True(client.SetAsync("/a", default).IsCompletedSuccessfully);
        Assert.True(client.DeleteAsync("/a").IsCompletedSuccessfully);
    }

    [Fact]
    public void A_read_that_completes_at_once_allocates_nothing_but_its_answer()
    {
        CoordinationClient client = _world.Connect();
        _world.Finish(client.CreateAsync("/a", new byte[100]));
        ZPath path = "/a";
        for (int i = 0; i < 1_000; i++)
            InMemoryClient.Take(client.GetAsync(path));

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
            InMemoryClient.Take(client.GetAsync(path));
        long perRead = (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000;

        // A GetDataResponse: header, memory of 16 bytes, stat of 72.
        Assert.InRange(perRead, 1, 128);
    }

    [Fact]
    public void A_chroot_is_put_on_and_taken_off()
    {
        CoordinationClient whole = _world.Connect();
        _world.Finish(whole.CreateAsync("/app"));
        _world.Finish(whole.CreateAsync("/application"));
        CoordinationClient client = _world.Connect(options => options.Chroot = "/app");

        ZPath path = _world.Finish(client.CreateAsync("/job-", default, CreateMode.EphemeralSequential));
        CreateResponse created = _world.Finish(client.CreateWithStatAsync("/x"));
        IReadOnlyList<OperationResult> results = _world.Finish(
            client.Transaction().Create("/x/y").Set("/x", default).CommitAsync());
        IReadOnlyList<ZPath> ephemerals = _world.Finish(client.GetEphemeralsAsync());
        IReadOnlyList<OperationResult> read = _world.Finish(client.ReadManyAsync([new GetChildrenRequest(ZPath.Root)]));
        RequestRejectedException missing = _world.Rejects(client.GetAsync("/missing"));
        _world.Finish(client.CreateAsync(ZPath.SequentialPrefix("/x/"), default, CreateMode.PersistentSequential));

        Assert.Equal("/job-0000000000", path.Value);
        Assert.Equal("/x", created.Path.Value);
        Assert.Equal("/x/y", results[0].Path?.Value);
        Assert.Equal([path], ephemerals);
        Assert.Equal(["job-0000000000", "x"], ((GetChildrenResponse)read[0].Body!).Children.Order());
        Assert.Equal("/missing", missing.Path?.Value);
        Assert.NotNull(_world.Finish(whole.ExistsAsync("/app/x/y")));
        Assert.Equal(2, _world.Finish(client.GetAllChildrenNumberAsync("/x")));
    }

    [Fact]
    public void The_results_of_a_transaction_say_path_and_stat_where_there_are_any()
    {
        CoordinationClient client = _world.Connect();
        _world.Finish(client.CreateAsync("/a"));

        IReadOnlyList<OperationResult> results = _world.Finish(client.Transaction()
            .Check("/a")
            .Create("/a/b-", default, CreateMode.EphemeralSequential)
            .Set("/a", new byte[3])
            .Delete("/a/b-0000000000")
            .CommitAsync());

        Assert.Equal([null, "/a/b-0000000000", null, null], results.Select(result => result.Path?.Value));
        Assert.Equal(
            [null, client.Session.Id, SessionId.None, null], results.Select(result => result.Stat?.EphemeralOwner));
        Assert.Equal([null, 0, 3, null], results.Select(result => result.Stat?.DataLength));
    }

    [Fact]
    public void A_transaction_happens_whole_or_not_at_all_and_says_what_failed()
    {
        _world.Finish(_world.Connect().CreateAsync("/app"));
        CoordinationClient client = _world.Connect(options => options.Chroot = "/app");
        _world.Finish(client.CreateAsync("/a"));

        var rejected = Assert.IsType<TransactionRejectedException>(_world.Rejects(
            client.Transaction().Create("/b").Check("/a", 7).Delete("/a").CommitAsync()));

        Assert.Equal(1, rejected.FailedIndex);
        Assert.Equal(ErrorCode.BadVersion, rejected.Code);
        Assert.Equal("/a", rejected.Path?.Value);
        Assert.Equal(
            [ErrorCode.Ok, ErrorCode.BadVersion, ErrorCode.RuntimeInconsistency],
            rejected.Results.Select(result => result.Code));
        Assert.Null(_world.Finish(client.ExistsAsync("/b")));
    }

    [Fact]
    public void A_transaction_is_committed_once_and_holds_something()
    {
        CoordinationClient client = _world.Connect();
        ICoordinationTransaction transaction = client.Transaction().Create("/a");
        _world.Finish(transaction.CommitAsync());

        Assert.Equal(1, transaction.Count);
        Assert.Throws<InvalidOperationException>(() => { _ = transaction.CommitAsync(); });
        Assert.Throws<InvalidOperationException>(() => transaction.Delete("/a"));
        Assert.Throws<InvalidOperationException>(() => { _ = client.Transaction().CommitAsync(); });
    }

    [Fact]
    public void Ephemeral_znodes_go_with_the_client_and_stay_with_its_ticket()
    {
        CoordinationClient first = _world.Connect();
        _world.Finish(first.CreateAsync("/e", default, CreateMode.Ephemeral));
        SessionTicket ticket = first.Session.Ticket;
        _world.Finish(first.DetachAsync());

        CoordinationClient heir = _world.Connect(options => options.Resume = ticket);
        Stat? kept = _world.Finish(heir.ExistsAsync("/e"));
        _world.Finish(heir.SetAsync("/e", "mine"u8.ToArray()));
        Stat? set = _world.Finish(heir.ExistsAsync("/e"));
        _world.Finish(heir.DisposeAsync());

        Assert.Equal(ticket.Id, kept?.EphemeralOwner);
        Assert.Equal(1, set?.Version);
        Assert.Null(_world.Finish(_world.Connect().ExistsAsync("/e")));
    }

    [Fact]
    public void A_long_pause_expires_nobody_in_one_process()
    {
        CoordinationClient client = _world.Connect();
        ICoordinationSession session = client.Session;
        _world.Finish(client.CreateAsync("/e", default, CreateMode.Ephemeral));

        _world.Clock.Advance(TimeSpan.FromHours(1));

        Assert.True(session.IsValid);
        _world.Clock.RunPosted();
        Assert.Same(session, client.Session);
        Assert.NotNull(_world.Finish(client.ExistsAsync("/e")));
    }

    [Fact]
    public void An_identity_is_proven_and_told()
    {
        CoordinationClient client = _world.Connect();

        _world.Finish(client.AddAuthAsync("digest", "user:secret"u8.ToArray()));
        IReadOnlyList<AuthId> identities = _world.Finish(client.WhoAmIAsync());
        _world.Finish(
            client.CreateAsync("/mine", default, CreateMode.Persistent, new CreateOptions { Acl = Acl.CreatorAll }));

        Assert.Contains(identities, id => id.Scheme == "digest" && id.Id.StartsWith("user", StringComparison.Ordinal));
        Assert.Equal(ErrorCode.NoAuth, _world.Rejects(_world.Connect().GetAsync("/mine")).Code);
    }

    [Fact]
    public void An_acl_is_read_and_replaced_and_the_default_is_the_clients()
    {
        CoordinationClient client = _world.Connect(options => options.DefaultAcl = Acl.ReadOnly);
        CoordinationClient open = _world.Connect();
        _world.Finish(open.CreateAsync("/a"));
        Stat set = _world.Finish(
            open.SetAclAsync("/a", [.. Acl.ReadOnly, new Acl(Permissions.Create | Permissions.Admin, AuthId.Anyone)]));
        _world.Finish(client.CreateAsync("/a/b"));

        Assert.Equal(1, set.Aversion);
        Assert.Equal(Acl.ReadOnly, _world.Finish(open.GetAclAsync("/a/b")).Acl);
        Assert.Equal(ErrorCode.NoAuth, _world.Rejects(open.SetAsync("/a/b", default)).Code);
    }

    [Fact]
    public void Options_out_of_range_are_refused_with_their_value_and_range()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => CoordinationClient.Start(
            [_world.Ensemble.Transport], new CoordinationClientOptions
            {
                SessionTimeout = TimeSpan.FromMilliseconds(
                49)
            }));

        Assert.Contains("SessionTimeout is 49 ms; it must be from 50 ms", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CoordinationClient.Start([]));
        Assert.Throws<ArgumentNullException>(() => CoordinationClient.Start(null!));
    }

    [Fact]
    public async Task Connecting_with_a_cancelled_token_connects_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await CoordinationClient.ConnectAsync(
                _world.Ensemble.Transport, null, new CancellationToken(canceled: true)));

        Assert.Equal(0, _world.Ensemble.SessionCount);
    }

    [Fact]
    public async Task On_the_thread_pool_and_the_real_clock_a_client_works_too()
    {
        await using var ensemble = Coordination.Transports.InMemory.InMemoryEnsemble.Start();
        await using CoordinationClient client = await CoordinationClient.ConnectAsync(ensemble.Transport);
        await using IAsyncEnumerator<WatchEvent> stream = client.WatchAsync("/a").GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());

        await client.CreateAsync("/a");

        Assert.True(await stream.MoveNextAsync());
        Assert.Equal(WatchEventType.NodeCreated, stream.Current.Type);
    }
}
