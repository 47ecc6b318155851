using Coordination.DistributedLock;
using Coordination.Tests.Client;
using Medallion.Threading;

namespace Coordination.Tests.DistributedLock;

public sealed class SynchronizationProviderTests
{
    private readonly InMemoryClient _world = new();
    private readonly CoordinationClient _client;
    private readonly CoordinationSynchronizationProvider _provider;

    public SynchronizationProviderTests()
    {
        _client = _world.Connect();
        _provider = new CoordinationSynchronizationProvider(_client);
    }

    [Fact]
    public void A_lock_is_held_by_one_at_a_time()
    {
        IDistributedSynchronizationHandle held = _world.Finish(_provider.AcquireLockAsync("report"));

        Assert.Null(_world.Finish(_provider.TryAcquireLockAsync("report")));
        Assert.NotNull(_world.Finish(_provider.TryAcquireLockAsync("other")));
        _world.Finish(held.DisposeAsync());
        _world.Finish(held.DisposeAsync());
        Assert.NotNull(_world.Finish(_provider.TryAcquireLockAsync("report")));
    }

    [Fact]
    public void The_lock_is_the_one_of_the_recipes()
    {
        _ = _world.Finish(_provider.AcquireLockAsync("report"));

        Assert.Null(_world.Finish(_client.Lock("/distributed-locks/mutexes/report").TryAcquireAsync()));
    }

    [Fact]
    public void Who_waits_is_granted_when_the_holder_leaves()
    {
        IDistributedSynchronizationHandle first = _world.Finish(_provider.AcquireLockAsync("report"));
        ValueTask<IDistributedSynchronizationHandle> second = _provider.AcquireLockAsync("report");
        ValueTask<IDistributedSynchronizationHandle?> third =
            _provider.TryAcquireLockAsync("report", Timeout.InfiniteTimeSpan);
        _world.Clock.RunPosted();
        bool isGrantedEarly = second.IsCompleted;

        _world.Finish(first.DisposeAsync());
        _world.Finish(_world.Finish(second).DisposeAsync());

        Assert.False(isGrantedEarly);
        Assert.NotNull(_world.Finish(third));
    }

    [Fact]
    public void A_time_that_is_over_is_an_exception_or_null()
    {
        _ = _world.Finish(_provider.AcquireLockAsync("report"));
        ValueTask<IDistributedSynchronizationHandle> asked =
            _provider.AcquireLockAsync("report", TimeSpan.FromSeconds(1));
        ValueTask<IDistributedSynchronizationHandle?> tried =
            _provider.TryAcquireLockAsync("report", TimeSpan.FromSeconds(1));
        _world.Clock.RunPosted();

        _world.Clock.PassMs(1_000);

        Assert.Null(_world.Finish(tried));
        var late = Assert.Throws<TimeoutException>(() => { _ = _world.Finish(asked); });
        Assert.Equal("'report' was not granted within 00:00:01.", late.Message);
    }

    [Fact]
    public void A_negative_time_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => { _ = _world.Finish(_provider.TryAcquireLockAsync("report", TimeSpan.FromSeconds(-2))); });

    [Fact]
    public void Who_is_cancelled_while_it_waits_leaves_nothing_behind()
    {
        _ = _world.Finish(_provider.AcquireLockAsync("report"));
        using var cancel = new CancellationTokenSource();
        ValueTask<IDistributedSynchronizationHandle> waiting =
            _provider.AcquireLockAsync("report", cancellationToken: cancel.Token);
        _world.Clock.RunPosted();

        cancel.Cancel();
        _world.Clock.RunPosted();

        Assert.True(waiting.IsCanceled);
        Assert.Single(_world.Finish(_client.GetChildrenAsync("/distributed-locks/mutexes/report")).Names);
    }

    [Fact]
    public void A_handle_tells_that_it_is_lost()
    {
        IDistributedSynchronizationHandle held = _world.Finish(_provider.AcquireLockAsync("report"));
        CancellationToken lost = held.HandleLostToken;
        _world.Clock.RunPosted();
        bool isLostEarly = lost.IsCancellationRequested;
        ILease lease = ((CoordinationSynchronizationHandle)held).Lease;

        _world.Finish(_client.DeleteRecursiveAsync("/distributed-locks"));
        _world.Clock.RunPosted();

        Assert.False(isLostEarly);
        Assert.True(lost.IsCancellationRequested);
        Assert.False(lease.IsHeld);
    }

    [Fact]
    public void A_handle_that_was_disposed_has_no_token()
    {
        IDistributedSynchronizationHandle held = _world.Finish(_provider.AcquireLockAsync("report"));

        _world.Finish(held.DisposeAsync());

        Assert.Throws<ObjectDisposedException>(() => held.HandleLostToken);
    }

    [Fact]
    public void Many_read_or_one_writes()
    {
        IDistributedSynchronizationHandle reader = _world.Finish(_provider.AcquireReadLockAsync("catalogue"));
        IDistributedSynchronizationHandle other = _world.Finish(_provider.AcquireReadLockAsync("catalogue"));
        Assert.Null(_world.Finish(_provider.TryAcquireWriteLockAsync("catalogue")));

        _world.Finish(reader.DisposeAsync());
        _world.Finish(other.DisposeAsync());
        _ = _world.Finish(_provider.AcquireWriteLockAsync("catalogue"));

        Assert.Null(_world.Finish(_provider.TryAcquireReadLockAsync("catalogue")));
    }

    [Fact]
    public void A_semaphore_has_as_many_permits_as_it_was_made_with()
    {
        IDistributedSemaphore uploads = _provider.CreateSemaphore("uploads", 2);
        IDistributedSynchronizationHandle first = _world.Finish(uploads.AcquireAsync());
        _ = _world.Finish(uploads.AcquireAsync());
        Assert.Equal(("uploads", 2), (uploads.Name, uploads.MaxCount));
        Assert.Null(_world.Finish(uploads.TryAcquireAsync()));

        _world.Finish(first.DisposeAsync());

        Assert.NotNull(_world.Finish(uploads.TryAcquireAsync()));
        Assert.Throws<ArgumentOutOfRangeException>(() => _provider.CreateSemaphore("uploads", 0));
    }

    [Fact]
    public void The_three_kinds_of_one_name_do_not_meet()
    {
        Assert.NotNull(_world.Finish(_provider.TryAcquireLockAsync("a")));
        Assert.NotNull(_world.Finish(_provider.TryAcquireWriteLockAsync("a")));
        Assert.NotNull(_world.Finish(_provider.TryAcquireSemaphoreAsync("a", 1)));
    }
}
