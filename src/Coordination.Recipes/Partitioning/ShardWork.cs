using Coordination.Recipes.Election;
using Coordination.Work;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Partitioning;

/// <summary>
/// The work on one shard: begun when it is owned, told to end when it is lost or another's share; the shard is given up
/// when the work has ended, and not before.
/// </summary>
internal sealed partial class ShardWork(
    ShardLease lease, Func<ShardLease, CancellationToken, Task> work, PartitionOptions options, TimeProvider clock,
    ILogger logger)
{
    private readonly CancellationTokenSource _release = new();

    public ShardLease Lease => lease;

    /// <summary>Asks the work to end.</summary>
    public void Release() => _release.Cancel();

    public async Task RunAsync()
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(_release.Token, lease.Lost);
        var backoff = new TermBackoff(options.RetryDelay, options.MaxRetryDelay);
        try
        {
            while (!ends.IsCancellationRequested)
                await WorkAsync(backoff, ends.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // As asked for.
        }

        try
        {
            await lease.DisposeAsync().ConfigureAwait(false);
        }
        catch (RequestRejectedException refused)
        {
            Log.NotReleased(logger, refused, lease.Shard);
        }
    }

    private async ValueTask WorkAsync(TermBackoff backoff, CancellationToken ends)
    {
        long began = clock.GetTimestamp();
        try
        {
            await work(lease, ends).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            // The application's work: whatever it throws ends this attempt only.
            TimeSpan delay = backoff.Next(clock.GetElapsedTime(began));
            Log.WorkFailed(logger, failure, lease.Shard, delay.TotalMilliseconds);
            await clock.DelayAsync(delay, ends).ConfigureAwait(false);
            return;
        }

        // Done; the shard stays where it is until it is to move.
        await clock.DelayAsync(Timeout.InfiniteTimeSpan, ends).ConfigureAwait(false);
    }
}
