using Coordination.Recipes.Election;
using Coordination.Recipes.Locks;

namespace Coordination.AotSmoke;

/// <summary>Locks and elections once.</summary>
internal static class RecipeSmoke
{
    public static async Task LocksAsync(ICoordinationClient client, CancellationToken cancellationToken)
    {
        await using (LockLease mutex = await client.Lock("/aot/mutex").AcquireAsync(cancellationToken))
            Check.That(mutex.IsHeld && !mutex.Lost.IsCancellationRequested, "a mutex is held");

        ReadWriteLock both = client.ReadWriteLock("/aot/both");
        await using (LockLease writer = await both.AcquireWriteAsync(cancellationToken))
        {
            await both.DowngradeAsync(writer, cancellationToken);
            await using LockLease reader = await both.AcquireReadAsync(cancellationToken);
            Check.That(writer.IsHeld && reader.IsHeld, "a writer that reads on lets readers in");
        }

        await using (await client.Semaphore("/aot/permits", permits: 1).AcquireAsync(cancellationToken))
        {
            LockLease? second = await client.Semaphore("/aot/permits", permits: 1)
                .TryAcquireAsync(cancellationToken: cancellationToken);
            Check.That(second is null, "there is one permit");
        }

        await using MultiLease all = await client.MultiLock(["/aot/a", "/aot/b"]).AcquireAsync(cancellationToken);
        await client.Transaction().Guarded(all).Create("/aot/guarded").CommitAsync(null, cancellationToken);
        Check.That(await client.ExistsAsync("/aot/guarded", null, cancellationToken) is not null, "a guard lets pass");
    }

    public static async Task ElectionAsync(ICoordinationClient client, CancellationToken cancellationToken)
    {
        LeaderElection election = client.Election("/aot/election");
        await using LeaderLatch latch = election.StartLatch();
        await foreach (LeadershipChange change in latch.WatchAsync(cancellationToken))
        {
            if (change.IsLeader)
                break;
        }

        Leader? leader = await election.GetLeaderAsync(cancellationToken);
        Check.That(leader?.FencingToken == latch.Leadership?.FencingToken, "the one candidate leads");
    }
}
