using Coordination.Recipes.Locks;
using Coordination.Tests.Client;
using Coordination.Tests.Client.Scripted;

namespace Coordination.Tests.Recipes.Locks;

/// <summary>What a lock costs in messages, which is what it costs over a network.</summary>
public sealed class LockCostTests
{
    private const int MostRoundTrips = 4;
    private const int Waiters = 1_000;
    private const int Releases = 200;

    private static readonly ZPath Path = "/locks/a";

    private readonly InMemoryClient _world = new();
    private readonly CountingTransport _counts;
    private readonly CoordinationClient _client;

    public LockCostTests()
    {
        _counts = new CountingTransport(_world.Ensemble.Transport);
        _client = _world.ConnectOver(_counts);
    }

    [Fact]
    public void A_lock_that_nobody_else_wants_is_taken_and_given_back_in_four_round_trips()
    {
        TakeAndGiveBack(); // Makes the znode of the lock.
        int before = _counts.Requests;

        TakeAndGiveBack();

        Assert.InRange(_counts.Requests - before, 1, MostRoundTrips);
    }

    [Fact]
    public void Each_release_wakes_the_next_of_a_thousand_and_nobody_else()
    {
        ValueTask<LockLease>[] line = [.. Enumerable.Range(0, Waiters).Select(_ => _client.Lock(Path).AcquireAsync())];
        _world.Clock.RunPosted();

        for (int i = 0; i < Releases; i++)
        {
            LockLease lease = _world.Finish(line[i]);
            (int requests, int events) = (_counts.Requests, _counts.Events);
            _world.Finish(lease.DisposeAsync());
            _world.Clock.RunPosted();

            Assert.Equal(1, _counts.Events - events);
            Assert.InRange(_counts.Requests - requests, 1, MostRoundTrips);
            Assert.True(line[i + 1].IsCompleted);
            Assert.False(line[i + 2].IsCompleted);
        }
    }

    private void TakeAndGiveBack()
    {
        LockLease lease = _world.Finish(_client.Lock(Path).AcquireAsync());
        _world.Finish(lease.DisposeAsync());
    }
}
