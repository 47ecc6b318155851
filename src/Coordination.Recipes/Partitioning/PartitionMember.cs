using System.Collections.Immutable;
using System.Threading.Channels;
using Coordination.Internal;
using Coordination.Recipes.Contenders;
using Coordination.Recipes.Following;
using Coordination.Recipes.Internal;
using Coordination.Recipes.Locks;
using Coordination.Recipes.Presence;
using Coordination.Work;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Partitioning;

/// <summary>
/// One run of a member: it follows who is there and who owns what, decides (<see cref="PartitionPlan"/>), claims and
/// gives up, until it is cancelled.
/// </summary>
internal sealed class PartitionMember(
    ICoordinationClient client, ZPath path, int shardCount, PartitionOptions options, ILogger logger,
    Func<ShardLease, CancellationToken, Task> work)
{
    private readonly IWorkScheduler _scheduler = WorkScheduler.For(client.TimeProvider);
    private readonly ContenderLine _line = new(client, path);

    // Written when there may be something to decide: a new view, or work that has ended.
    private readonly Channel<bool> _dirty = WorkChannel.Create<bool>(1, whenFull: BoundedChannelFullMode.DropWrite);
    private readonly Lock _sync = new();
    private readonly Dictionary<int, (ShardWork Work, Task Run)> _owned = [];
    private ImmutableSortedDictionary<string, ZNode>? _view;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        PresentZnode member = await PresentZnode.StartAsync(
            client, path / PartitionName.OfMember(options.Id), default, logger, stop.Token).ConfigureAwait(false);
        Task following = FollowAsync(stop.Token);
        try
        {
            using CancellationTokenRegistration replaced = member.Replaced.UnsafeRegister(
                // Not null: it is the state handed over.
                static state => ((CancellationTokenSource)state!).Cancel(), stop);
            await DecideAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (member.Replaced.IsCancellationRequested)
        {
            throw new InvalidOperationException($"A later member of the id '{options.Id}' has taken the place.");
        }
        finally
        {
            stop.Cancel();
            await EndAsync().ConfigureAwait(false);
            await member.DisposeAsync().ConfigureAwait(false);
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        try
        {
            await foreach (ImmutableSortedDictionary<string, ZNode> view in
                ChildrenFollower.FollowAsync(client, path, stop).ConfigureAwait(false))
            {
                Volatile.Write(ref _view, view);
                _dirty.Writer.TryWrite(true);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException
            or CoordinationException)
        {
            _dirty.Writer.TryComplete(end);
        }
    }

    private async Task DecideAsync(CancellationToken stop)
    {
        while (await _dirty.Reader.WaitToReadAsync(stop).ConfigureAwait(false))
        {
            _dirty.Reader.TryRead(out _);
            if (Volatile.Read(ref _view) is not { } view)
                continue;
            PartitionPlan plan = PartitionPlan.Decide(PartitionSight.Of(view, shardCount), options.Id, shardCount);
            Release(plan.Release);
            int[] claims = [.. plan.Claim.Where(shard => !Owns(shard))];
            if (claims.Length > 0)
                await ClaimAsync(claims, stop).ConfigureAwait(false);
        }
    }

    private bool Owns(int shard)
    {
        lock (_sync)
            return _owned.ContainsKey(shard);
    }

    private void Release(IEnumerable<int> shards)
    {
        ShardWork[] works;
        lock (_sync)
            works = [.. shards.Where(_owned.ContainsKey).Select(shard => _owned[shard].Work)];
        foreach (ShardWork released in works)
        {
            if (PlantedBugs.IsOn(PlantedRecipeBugs.HandsOverTooEarly))
                _line.Abandon(released.Lease.Contender);
            released.Release();
        }
    }

    /// <summary>Enters the lines of shards, and begins the work on those in which it is the first.</summary>
    private async ValueTask ClaimAsync(int[] shards, CancellationToken stop)
    {
        Task<Contender>[] entering =
        [
            .. shards.Select(shard => _line.EnterAsync(
                ContenderNames.Curator(client, PartitionName.Label(shard)), options.Id, stop).AsTask()),
        ];
        List<(int Shard, Contender Mine)> entered = await EnteredAsync(shards, entering).ConfigureAwait(false);
        try
        {
            // Read after all have entered: whoever came before one of them is seen.
            IReadOnlyList<string>? children =
                await _line.ChildrenAsync(entered[0].Mine, stop).ConfigureAwait(false);
            foreach ((int shard, Contender mine) in entered.ToArray())
            {
                if (mine.MayHaveTwin)
                    children = await _line.ChildrenAsync(mine, stop).ConfigureAwait(false);
                if (!IsFirst(shard, mine, children))
                    continue;
                entered.Remove((shard, mine));
                Begin(shard, mine);
            }
        }
        catch (SessionExpiredException)
        {
            // The places are lost.
        }
        finally
        {
            foreach ((int _, Contender mine) in entered)
                _line.Abandon(mine);
        }
    }

    // Whoever has entered is to begin or to leave, also where another could not enter.
    private async ValueTask<List<(int Shard, Contender Mine)>> EnteredAsync(int[] shards, Task<Contender>[] entering)
    {
        var entered = new List<(int Shard, Contender Mine)>();
        try
        {
            for (int i = 0; i < shards.Length; i++)
                entered.Add((shards[i], await entering[i].ConfigureAwait(false)));
            return entered;
        }
        catch
        {
            foreach (Task<Contender> one in entering)
            {
                await ((Task)one).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (one.IsCompletedSuccessfully)
                    _line.Abandon(await one.ConfigureAwait(false));
            }

            throw;
        }
    }

    private static bool IsFirst(int shard, Contender mine, IReadOnlyList<string>? children)
    {
        if (children is null || !mine.Session.IsValid)
            return false;
        return PlantedBugs.IsOn(PlantedRecipeBugs.ClaimsWithoutLooking)
            || LockQueue.Decide(children, mine.Name, permits: 1, [PartitionName.Label(shard)]).State
                == QueueState.Granted;
    }

    private void Begin(int shard, Contender mine)
    {
        var lease = new ShardLease(shard, new LockGrant(_line, mine, options.Id, logger));
        var begun = new ShardWork(lease, work, options, client.TimeProvider, logger);
        var started = new Completion<bool>(_scheduler);
        lock (_sync)
            _owned.Add(shard, (begun, RunAsync(shard, begun, started)));
        started.TrySetResult(true);
    }

    // Begins in a posted item: the application's code is not run by the loop that decides.
    private async Task RunAsync(int shard, ShardWork begun, Completion<bool> started)
    {
        await started.Task.ConfigureAwait(false);
        await begun.RunAsync().ConfigureAwait(false);
        lock (_sync)
            _owned.Remove(shard);
        _scheduler.Post(() => _dirty.Writer.TryWrite(true));
    }

    private async ValueTask EndAsync()
    {
        (ShardWork Work, Task Run)[] owned;
        lock (_sync)
            owned = [.. _owned.Values];
        foreach ((ShardWork ending, Task _) in owned)
            ending.Release();
        foreach ((ShardWork _, Task run) in owned)
            await run.ConfigureAwait(false);
    }
}
