using Coordination.Recipes.Election;
using Coordination.Recipes.Locks;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Recipes;

/// <summary>
/// What went wrong in Apache Curator's locks and elections, played again: each test is named after the issue.
/// </summary>
public sealed class CuratorBugTests
{
    private static readonly ZPath Path = "/contended";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SessionTimeout = 6 * Second;

    public static TheoryData<int> CutsMs => [2000, 3500, 4000, 4500, 5500, 6000, 6500, 8000, 12000];

    /// <summary>After a lost answer the old session's znode was taken for one's own, and vanished with it.</summary>
    [Theory, MemberData(nameof(CutsMs))]
    public Task CURATOR_498_the_znode_of_an_older_session_is_not_adopted(int cutMs) => RunAsync(
        async (simulation, a, b) =>
        {
            simulation.Partition(a, requests: false);
            ValueTask<LockLease> acquiring = a.Client.Lock(Path).AcquireAsync();
            await simulation.TimeProvider.DelayAsync(TimeSpan.FromMilliseconds(cutMs));
            simulation.Heal(a);
            await using LockLease lease = await acquiring;
            await simulation.TimeProvider.DelayAsync(20 * Second);

            Assert.True(lease.IsHeld);
            Assert.Equal(a.Client.Session.Id, (await b.Client.ExistsAsync(lease.Path))?.EphemeralOwner);
            Assert.Single((await b.Client.GetChildrenAsync(Path)).Names);
        });

    /// <summary>Two reconnects in a row made two resets race: the znode was deleted after it had become the leader's.
    /// </summary>
    [Fact]
    public Task CURATOR_504_620_644_reconnects_in_quick_succession_leave_the_leader_alone() => RunAsync(
        async (simulation, a, b) =>
        {
            await using LeaderLatch first = a.Client.Election(Path).StartLatch();
            await simulation.TimeProvider.DelayAsync(Second);
            await using LeaderLatch second = b.Client.Election(Path).StartLatch();
            await simulation.TimeProvider.DelayAsync(Second);
            long? token = first.Leadership?.FencingToken;
            for (int i = 0; i < 5; i++)
            {
                a.Transport.Disconnect();
                await simulation.TimeProvider.DelayAsync(Second / 20);
            }

            await simulation.TimeProvider.DelayAsync(20 * Second);

            Assert.NotNull(token);
            Assert.Equal(token, first.Leadership?.FencingToken);
            Assert.False(second.IsLeader);
            Assert.Equal(2, (await b.Client.GetChildrenAsync(Path)).Names.Count);
        });

    /// <summary>Leaders that were suspended together took the lead from each other, and both kept it.</summary>
    [Theory, MemberData(nameof(CutsMs))]
    public Task CURATOR_444_652_653_candidates_suspended_together_agree_on_one_leader(int cutMs) => RunAsync(
        async (simulation, a, b) =>
        {
            await using LeaderLatch first = Latch(simulation, a);
            await using LeaderLatch second = Latch(simulation, b);
            await simulation.TimeProvider.DelayAsync(Second);
            simulation.Partition(a);
            simulation.Partition(b);
            await simulation.TimeProvider.DelayAsync(TimeSpan.FromMilliseconds(cutMs));
            simulation.Heal(a);
            await simulation.TimeProvider.DelayAsync(Second / 10);
            simulation.Heal(b);
            await simulation.TimeProvider.DelayAsync(30 * Second);

            Assert.NotEqual(first.IsLeader, second.IsLeader);
            simulation.Check.MutualExclusion();
        });

    /// <summary>When the leader left, those who stayed reset themselves because of each other, for ever.</summary>
    [Fact]
    public Task CURATOR_645_those_who_stay_when_the_leader_leaves_come_to_rest() => RunAsync(
        async (simulation, a, b) =>
        {
            LeaderLatch first = a.Client.Election(Path).StartLatch();
            await using LeaderLatch second = b.Client.Election(Path).StartLatch();
            await using LeaderLatch third = b.Client.Election(Path).StartLatch();
            await simulation.TimeProvider.DelayAsync(Second);
            await first.DisposeAsync();
            await simulation.TimeProvider.DelayAsync(Second);
            int orderedCount = simulation.Ensemble!.Ordered.Count; // Not null: it was started.
            await simulation.TimeProvider.DelayAsync(60 * Second);

            Assert.NotEqual(second.IsLeader, third.IsLeader);
            Assert.Equal(orderedCount, simulation.Ensemble.Ordered.Count);
        });

    /// <summary>After an outage as long as the session the leader went on by a znode about to expire.</summary>
    [Theory, MemberData(nameof(CutsMs))]
    public Task CURATOR_696_after_an_outage_nobody_leads_by_an_expiring_znode(int outageMs) => RunAsync(
        async (simulation, a, b) =>
        {
            await using LeaderLatch first = Latch(simulation, a);
            await simulation.TimeProvider.DelayAsync(Second);
            await using LeaderLatch second = Latch(simulation, b);
            // Not null: it was started.
            simulation.Pause(simulation.Ensemble!.Process, TimeSpan.FromMilliseconds(outageMs));
            await simulation.TimeProvider.DelayAsync(40 * Second);

            Assert.NotEqual(first.IsLeader, second.IsLeader);
            LeaderLatch leader = first.IsLeader ? first : second;
            Assert.NotNull(await b.Client.ExistsAsync(leader.Leadership!.Path)); // Not null: it leads.
            simulation.Check.MutualExclusion();
        });

    /// <summary>Who was cut off until the session had expired was never told that the lock was another's.</summary>
    [Fact]
    public Task CURATOR_206_who_is_cut_off_is_told_before_another_gets_the_lock() => RunAsync(
        async (simulation, a, b) =>
        {
            LockLease lease = await a.Client.Lock(Path).AcquireAsync();
            TimeSpan? lostAt = null;
            using CancellationTokenRegistration told = lease.Lost.Register(() => lostAt = simulation.Elapsed);
            await simulation.TimeProvider.DelayAsync(Second);
            simulation.Partition(a);
            await using LockLease next = await b.Client.Lock(Path).AcquireAsync();

            Assert.True(lostAt < simulation.Elapsed);
            Assert.False(lease.IsHeld);
            Assert.True(next.FencingToken > lease.FencingToken);
        });

    /// <summary>Watches of those who had given up stayed at the server.</summary>
    [Fact]
    public Task GH_1277_1292_who_gives_up_leaves_neither_znode_nor_watch() => RunAsync(
        async (simulation, a, b) =>
        {
            await using LockLease lease = await a.Client.Lock(Path).AcquireAsync();
            await using LockLease permit = await a.Client.Semaphore("/permits", 1).AcquireAsync();
            int watchCount = 0;
            for (int i = 0; i < 20; i++)
            {
                Assert.Null(await b.Client.Lock(Path).TryAcquireAsync(Second));
                Assert.Null(await b.Client.Lock(Path).TryAcquireAsync());
                Assert.Null(await b.Client.Semaphore("/permits", 1).TryAcquireAsync(Second));
                if (i == 0)
                    watchCount = simulation.Ensemble!.WatchCount; // Not null: it was started.
            }

            await simulation.TimeProvider.DelayAsync(Second);

            Assert.Equal([lease.Path.Name.ToString()], (await b.Client.GetChildrenAsync(Path)).Names);
            Assert.Equal(watchCount, simulation.Ensemble!.WatchCount); // Not null: it was started.
        });

    private static LeaderLatch Latch(Testing.Simulation simulation, SimulatedProcess process)
    {
        LeaderLatch latch = process.Client.Election(Path).StartLatch();
        _ = RecordAsync(simulation, process, latch);
        return latch;
    }

    private static async Task RecordAsync(Testing.Simulation simulation, SimulatedProcess process, LeaderLatch latch)
    {
        Holding? holding = null;
        await foreach (LeadershipChange change in latch.WatchAsync())
        {
            holding?.Dispose();
            if (latch.Leadership is { } term && change.IsLeader)
                holding = simulation.History.Hold(process.Name, "leadership", term);
        }
    }

    private static async Task RunAsync(
        Func<Testing.Simulation, SimulatedProcess, SimulatedProcess, Task> scene)
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            await Testing.Simulation.RunAsync(seed, async simulation =>
            {
                simulation.InMemory(faults: null, remembersAnswers: seed % 2 == 0);
                var options = new CoordinationClientOptions { SessionTimeout = SessionTimeout };
                SimulatedProcess a = simulation.Spawn("a", StayAsync, options);
                SimulatedProcess b = simulation.Spawn("b", StayAsync, options);
                await simulation.TimeProvider.DelayAsync(Second);
                await scene(simulation, a, b);
            });
        }
    }

    private static Task StayAsync(SimulatedProcess process) =>
        process.TimeProvider.DelayAsync(TimeSpan.FromHours(1)).AsTask();
}
