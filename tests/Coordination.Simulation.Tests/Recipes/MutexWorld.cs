using Coordination.Recipes.Locks;
using Coordination.Requests;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Recipes;

/// <summary>
/// Contenders take a mutex in every way there is, hold it for a while and write what it protects: never two holders,
/// tokens that grow, and no guarded write by who has lost it.
/// </summary>
internal sealed class MutexWorld(Testing.Simulation simulation)
{
    private static readonly ZPath Path = RecipeWorld.Root / "mutex";
    private static readonly ZPath Resource = "/resource";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static Task RunAsync(Testing.Simulation simulation)
    {
        var world = new MutexWorld(simulation);
        return new RecipeWorld(simulation).RunAsync(world.ContendAsync, world.Check);
    }

    private async Task ContendAsync(SimulatedProcess process, SeededRandom random)
    {
        for (int attempt = 0; attempt < 5; attempt++)
        {
            await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, 2 * Second));
            var owner = random.Chance(0.2) ? new LockOwner() : null;
            var options = new LockOptions
            {
                Owner = owner,
                Layout = (LockLayout)random.Next(3),
            };
            DistributedMutex mutex = process.Client.Lock(Path, options);
            LockLease? lease = await AcquireAsync(process, random, mutex);
            if (lease is null)
                continue;
            await using (lease)
                await HoldAsync(process, random, lease);
            if (owner is not null && !random.Chance(0.5))
                continue;
        }
    }

    private static async Task<LockLease?> AcquireAsync(
        SimulatedProcess process, SeededRandom random, DistributedMutex mutex)
    {
        switch (random.Next(4))
        {
            case 0:
                return await mutex.TryAcquireAsync(random.NextTime(TimeSpan.Zero, 10 * Second));
            case 1:
                return await mutex.TryAcquireAsync();
            case 2:
                using (CancellationTokenSource sometime = RecipeWorld.CancelSometime(process, random))
                {
                    try
                    {
                        return await mutex.AcquireAsync(sometime.Token);
                    }
                    catch (OperationCanceledException)
                    {
                        return null;
                    }
                }

            default:
                return await mutex.AcquireAsync();
        }
    }

    private async Task HoldAsync(SimulatedProcess process, SeededRandom random, LockLease lease)
    {
        using Holding holding = simulation.History.Hold(process.Name, "mutex", lease);
        if (random.Chance(0.5))
            _ = lease.Lost;
        await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, 3 * Second));
        if (random.Chance(0.7))
            await WriteAsync(process, lease);
        await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, 3 * Second));
    }

    private static async Task WriteAsync(SimulatedProcess process, LockLease lease)
    {
        try
        {
            await process.Client.EnsurePathAsync(Resource);
            await process.Client.Transaction()
                .Guarded(lease).Set(Resource, BitConverter.GetBytes(lease.FencingToken)).CommitAsync();
        }
        catch (CoordinationException)
        {
            // Refused, or unknown: what was written is judged by what the ensemble applied.
        }
    }

    private void Check()
    {
        simulation.Check.MutualExclusion();
        long newest = 0;
        foreach (AppliedCommand applied in simulation.Ensemble!.Apply(out _)) // Not null: the frame has started it.
        {
            if (applied.Command.Body is not MultiRequest multi || applied.Answer.Code != ErrorCode.Ok
                || applied.Answer.Body is MultiResponse response && response.Results.Any(r => r.Code != ErrorCode.Ok))
                continue;
            if (multi.Operations.OfType<SetDataRequest>().ToArray() is not [SetDataRequest write])
                continue; // Somebody enters or leaves the line.
            long token = BitConverter.ToInt64(write.Data.Span);
            if (token < newest)
                throw new CheckFailedException($"Token {token} wrote after token {newest}.");
            newest = token;
        }
    }
}
