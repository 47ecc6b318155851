using Coordination.Recipes.Partitioning;
using Coordination.Tests.Client;
using Coordination.Work;

namespace Coordination.Tests.Recipes.Partitioning;

public sealed class PartitionsTests
{
    private static readonly ZPath Path = "/partitions/orders";

    private readonly InMemoryClient _world = new();

    [Fact]
    public void One_member_owns_all_and_gives_half_to_the_next_when_its_work_has_ended()
    {
        using var end = new CancellationTokenSource();
        var a = new Worker(_world.Connect(), "a", _world.Clock);
        Task first = a.RunAsync(Path, end.Token);
        Pass();
        Assert.Equal([0, 1, 2, 3], a.Held);

        a.EndsSlowly = true;
        var b = new Worker(_world.Connect(), "b", _world.Clock);
        Task second = b.RunAsync(Path, end.Token);
        Pass();
        Assert.Equal([0, 1, 2, 3], a.Held);
        Assert.Empty(b.Held);
        _world.Clock.PassMs(1_000);
        Pass();

        Assert.Equal([0, 1], a.Held);
        Assert.Equal([2, 3], b.Held);
        Assert.True(b.Leases[0].FencingToken > a.Leases[^1].FencingToken);
        IReadOnlyList<ShardOwner> owners = _world.Finish(a.Partitions(Path).GetOwnersAsync());
        Assert.Equal(["a", "a", "b", "b"], owners.Select(owner => owner.Member));
        end.Cancel();
        Pass();
        _world.Clock.PassMs(1_000);
        Pass();
        Assert.True(first.IsCanceled && second.IsCanceled);
        Assert.Empty(_world.Finish(_world.Connect().GetChildrenAsync(Path)).Names);
    }

    [Fact]
    public void What_a_lease_protects_is_refused_once_the_shard_has_moved()
    {
        CoordinationClient client = _world.Connect();
        using var end = new CancellationTokenSource();
        var a = new Worker(client, "a", _world.Clock);
        _ = a.RunAsync(Path, end.Token);
        Pass();
        ShardLease lease = a.Leases[0];
        _world.Finish(client.CreateAsync("/resource"));

        _world.Finish(client.Transaction().Guarded(lease).Set("/resource", default).CommitAsync());
        _world.Finish(lease.DisposeAsync());
        RequestRejectedException refused = _world.Rejects(
            client.Transaction().Guarded(lease).Set("/resource", default).CommitAsync());

        Assert.Equal(ErrorCode.NoNode, refused.Code);
        Assert.False(lease.IsHeld);
        end.Cancel();
    }

    [Fact]
    public void Work_that_fails_is_begun_again_under_the_same_lease()
    {
        using var end = new CancellationTokenSource();
        var a = new Worker(_world.Connect(), "a", _world.Clock) { FailuresLeft = 1 };
        Task running = a.RunAsync(Path, end.Token, shardCount: 1);
        Pass();
        _world.Clock.PassMs(1_100);
        Pass();

        Assert.Equal(2, a.Leases.Count);
        Assert.Same(a.Leases[0], a.Leases[1]);
        end.Cancel();
        Pass();
        Assert.True(running.IsCanceled);
    }

    [Fact]
    public void A_later_member_of_the_same_id_ends_the_earlier()
    {
        using var end = new CancellationTokenSource();
        var earlier = new Worker(_world.Connect(), "a", _world.Clock);
        Task first = earlier.RunAsync(Path, end.Token);
        Pass();
        var later = new Worker(_world.Connect(), "a", _world.Clock);
        _ = later.RunAsync(Path, end.Token);
        Pass();
        Pass();

        Assert.IsType<InvalidOperationException>(first.Exception?.InnerException);
        Assert.Equal([0, 1, 2, 3], later.Held);
        end.Cancel();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Partitions.MostShards + 1)]
    public void The_number_of_shards_has_limits(int shardCount)
    {
        CoordinationClient client = _world.Connect();

        Assert.Throws<ArgumentOutOfRangeException>(() => client.Partitions(Path, shardCount));
        Assert.Equal(Partitions.MostShards, client.Partitions(Path, Partitions.MostShards).ShardCount);
    }

    private void Pass() => _world.Clock.RunPosted();

    private sealed class Worker(CoordinationClient client, string id, TimeProvider clock)
    {
        public List<ShardLease> Leases { get; } = [];

        public bool EndsSlowly { get; set; }

        public int FailuresLeft { get; set; }

        public IEnumerable<int> Held => Leases.Where(lease => lease.IsHeld).Select(lease => lease.Shard).Order();

        public Partitions Partitions(ZPath path, int shardCount = 4) =>
            client.Partitions(path, shardCount, new PartitionOptions { Id = id });

        public Task RunAsync(ZPath path, CancellationToken end, int shardCount = 4) =>
            Partitions(path, shardCount).RunAsync(WorkAsync, end);

        private async Task WorkAsync(ShardLease lease, CancellationToken ends)
        {
            Leases.Add(lease);
            if (FailuresLeft-- > 0)
                throw new InvalidOperationException("The work has failed.");
            try
            {
                await clock.DelayAsync(TimeSpan.FromHours(1), ends);
            }
            catch (OperationCanceledException) when (EndsSlowly)
            {
                await clock.DelayAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }
}
