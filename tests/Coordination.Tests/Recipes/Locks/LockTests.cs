using Coordination.Recipes.Locks;
using Coordination.Tests.Client;

namespace Coordination.Tests.Recipes.Locks;

public sealed class LockTests
{
    private static readonly ZPath Path = "/locks/a";

    private readonly InMemoryClient _world = new();

    [Theory]
    [InlineData(LockLayout.Curator, @"^_c_[0-9a-f-]{36}-lock-0000000000$")]
    [InlineData(LockLayout.Kazoo, "^[0-9a-f]{32}__lock__0000000000$")]
    [InlineData(LockLayout.Both, @"^_c_[0-9a-f-]{36}-lock-0000000000$")]
    public void A_mutex_is_taken_and_given_back(LockLayout layout, string name)
    {
        CoordinationClient client = _world.Connect();

        LockLease lease = _world.Finish(client.Lock(Path, new LockOptions { Layout = layout }).AcquireAsync());
        Assert.True(lease.IsHeld);
        Assert.Matches(name, lease.Path.Name.ToString());
        Assert.Equal(lease.FencingToken, _world.Finish(client.ExistsAsync(lease.Path))?.Czxid.Value);
        _world.Finish(lease.DisposeAsync());
        _world.Finish(lease.DisposeAsync());

        Assert.False(lease.IsHeld);
        Assert.Empty(_world.Finish(client.GetChildrenAsync(Path)).Names);
    }

    [Fact]
    public void Who_does_not_wait_gets_nothing_and_leaves_nothing_behind()
    {
        CoordinationClient client = _world.Connect();
        LockLease lease = _world.Finish(client.Lock(Path).AcquireAsync());

        Assert.Null(_world.Finish(client.Lock(Path).TryAcquireAsync()));

        Assert.Equal([lease.Path.Name.ToString()], _world.Finish(client.GetChildrenAsync(Path)).Names);
    }

    [Fact]
    public void Who_is_cancelled_while_it_waits_leaves_nothing_behind()
    {
        CoordinationClient client = _world.Connect();
        LockLease lease = _world.Finish(client.Lock(Path).AcquireAsync());
        using var cancel = new CancellationTokenSource();
        ValueTask<LockLease> waiting = client.Lock(Path).AcquireAsync(cancel.Token);
        _world.Clock.RunPosted();

        cancel.Cancel();
        _world.Clock.RunPosted();

        Assert.True(waiting.IsCanceled);
        Assert.Equal([lease.Path.Name.ToString()], _world.Finish(client.GetChildrenAsync(Path)).Names);
    }

    [Fact]
    public void The_next_in_line_is_granted_when_the_holder_leaves()
    {
        CoordinationClient client = _world.Connect();
        LockLease first = _world.Finish(client.Lock(Path).AcquireAsync());
        ValueTask<LockLease> second = client.Lock(Path).AcquireAsync();
        ValueTask<LockLease> third = client.Lock(Path).AcquireAsync();
        _world.Clock.RunPosted();

        _world.Finish(first.DisposeAsync());
        LockLease next = _world.Finish(second);

        Assert.True(next.FencingToken > first.FencingToken);
        Assert.False(third.IsCompleted);
    }

    [Fact]
    public void An_owner_takes_the_same_lock_again_and_gives_it_back_as_often()
    {
        CoordinationClient client = _world.Connect();
        var options = new LockOptions { Owner = new LockOwner() };

        LockLease outer = _world.Finish(client.Lock(Path, options).AcquireAsync());
        LockLease inner = _world.Finish(client.Lock(Path, options).AcquireAsync());
        _world.Finish(outer.DisposeAsync());
        bool isHeldStill = inner.IsHeld;
        Assert.Null(_world.Finish(client.Lock(Path).TryAcquireAsync()));
        _world.Finish(inner.DisposeAsync());

        Assert.True(isHeldStill);
        Assert.Equal(outer.FencingToken, inner.FencingToken);
        Assert.NotNull(_world.Finish(client.Lock(Path).TryAcquireAsync()));
    }

    [Fact]
    public void It_is_known_who_holds_and_who_waits()
    {
        CoordinationClient client = _world.Connect();
        _world.Finish(client.Lock(Path, new LockOptions { Id = "one", Layout = LockLayout.Both }).AcquireAsync());
        _ = client.Lock(Path, new LockOptions { Id = "two", Layout = LockLayout.Kazoo }).AcquireAsync().AsTask();
        _world.Clock.RunPosted();

        IReadOnlyList<LockContender> line = _world.Finish(client.Lock(Path).GetContendersAsync());

        Assert.Equal([("one", true), ("two", false)], line.Select(contender => (contender.Id, contender.IsHolder)));
        Assert.All(line, contender => Assert.Equal(client.Session.Id, contender.Session));
    }

    [Fact]
    public void A_holder_is_told_that_somebody_wants_the_lock()
    {
        CoordinationClient client = _world.Connect();
        LockLease lease = _world.Finish(client.Lock(Path).AcquireAsync());
        CancellationToken wanted = lease.RevocationRequested;
        _world.Clock.RunPosted();
        Assert.False(wanted.IsCancellationRequested);

        LockContender holder = _world.Finish(client.Lock(Path).GetContendersAsync())[0];
        Assert.True(_world.Finish(client.Lock(Path).RequestRevocationAsync(holder)));
        _world.Clock.RunPosted();

        Assert.True(wanted.IsCancellationRequested);
        Assert.True(lease.IsHeld);
    }

    [Fact]
    public void A_holder_whose_znode_somebody_deletes_is_told_of_the_loss()
    {
        CoordinationClient client = _world.Connect();
        LockLease lease = _world.Finish(client.Lock(Path).AcquireAsync());
        CancellationToken lost = lease.Lost;
        _world.Clock.RunPosted();

        _world.Finish(client.DeleteAsync(lease.Path));
        _world.Clock.RunPosted();

        Assert.True(lost.IsCancellationRequested);
        Assert.False(lease.IsHeld);
    }

    [Fact]
    public void A_guarded_transaction_is_refused_when_the_lease_is_no_longer_the_newest()
    {
        CoordinationClient client = _world.Connect();
        _world.Finish(client.CreateAsync("/resource"));
        LockLease old = _world.Finish(client.Lock(Path).AcquireAsync());
        _world.Finish(client.Transaction().Guarded(old).Set("/resource", "1"u8.ToArray()).CommitAsync());
        _world.Finish(old.DisposeAsync());
        LockLease newer = _world.Finish(client.Lock(Path).AcquireAsync());

        var refused = Assert.IsType<TransactionRejectedException>(_world.Rejects(
            client.Transaction().Guarded(old).Set("/resource", "2"u8.ToArray()).CommitAsync()));
        _world.Finish(client.Transaction().Guarded(newer).Set("/resource", "3"u8.ToArray()).CommitAsync());

        Assert.Equal((0, ErrorCode.NoNode), (refused.FailedIndex, refused.Code));
        Assert.Equal("3"u8, _world.Finish(client.GetAsync("/resource")).Data.Span);
    }

    [Fact]
    public void A_writer_that_reads_on_lets_readers_in_but_no_writer()
    {
        CoordinationClient client = _world.Connect();
        ReadWriteLock both = client.ReadWriteLock(Path);
        LockLease writer = _world.Finish(both.AcquireWriteAsync());
        ValueTask<LockLease> reader = both.AcquireReadAsync();
        ValueTask<LockLease> next = both.AcquireWriteAsync();
        _world.Clock.RunPosted();
        Assert.False(reader.IsCompleted);

        _world.Finish(both.DowngradeAsync(writer));
        LockLease reading = _world.Finish(reader);

        Assert.True(writer.IsHeld && reading.IsHeld && !next.IsCompleted);
        Assert.Equal(
            [true, true, false], _world.Finish(both.GetContendersAsync()).Select(contender => contender.IsHolder));
    }

    [Fact]
    public void A_semaphore_of_another_size_is_refused_and_one_in_use_follows_a_change()
    {
        CoordinationClient client = _world.Connect();
        LeaseSemaphore one = client.Semaphore(Path, permits: 1);
        _world.Finish(one.AcquireAsync());
        ValueTask<LockLease> waiting = one.AcquireAsync();
        _world.Clock.RunPosted();

        ValueTask<LockLease> refused = client.Semaphore(Path, permits: 2).AcquireAsync();
        _world.Clock.RunPosted();
        Assert.Throws<InvalidOperationException>(() => refused.GetAwaiter().GetResult());
        Assert.False(waiting.IsCompleted);
        _world.Finish(client.Semaphore(Path, permits: 1).ResizeAsync(2));

        Assert.True(_world.Finish(waiting).IsHeld);
        Assert.Equal([true, true], _world.Finish(one.GetContendersAsync()).Select(contender => contender.IsHolder));
    }

    [Fact]
    public void A_multi_lock_takes_all_or_nothing()
    {
        CoordinationClient client = _world.Connect();
        LockLease other = _world.Finish(client.Lock("/locks/b").AcquireAsync());
        MultiLock locks = client.MultiLock(["/locks/b", "/locks/a"]);

        Assert.Null(_world.Finish(locks.TryAcquireAsync()));
        Assert.Empty(_world.Finish(client.GetChildrenAsync("/locks/a")).Names);
        _world.Finish(other.DisposeAsync());
        MultiLease both = _world.Finish(locks.AcquireAsync());

        Assert.Equal(["/locks/b", "/locks/a"], both.Leases.Select(lease => lease.Path.Parent.Value));
        Assert.Equal(both.Leases.Max(lease => lease.FencingToken), both.FencingToken);
    }

    [Fact]
    public void Wrong_arguments_are_refused_at_once()
    {
        CoordinationClient client = _world.Connect();

        Assert.Throws<ArgumentException>(() => client.Lock("/"));
        Assert.Throws<ArgumentException>(() => client.MultiLock(["/a", "/a"]));
        Assert.Throws<ArgumentException>(() => client.MultiLock([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => client.Semaphore(Path, permits: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => client.Semaphore(Path, LeaseSemaphore.MostPermits + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => client.Lock(Path).TryAcquireAsync(TimeSpan.FromTicks(-1)));
    }
}
