using Coordination.Internal;
using Coordination.Recipes.Contenders;
using Coordination.Recipes.Internal;
using Coordination.Requests;
using Coordination.Work;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Presence;

/// <summary>
/// An ephemeral znode that is kept where it is for as long as its holder wants: made again after a lost session or a
/// deletion by hand, by one loop that looks, decides (<see cref="PresenceRule"/>) and acts until all is as wanted.
/// </summary>
internal sealed partial class PresentZnode : IAsyncDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly ICoordinationClient _client;
    private readonly ILogger _logger;
    private readonly IWorkScheduler _scheduler;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _replaced = new();
    private readonly Lock _sync = new();
    private readonly List<PresenceWish> _wishes = [];

    // By which it has created; one more with each lost session.
    private readonly HashSet<SessionId> _sessions = [];

    private Task _loop = Task.CompletedTask;
    private PresenceWish _wanted;
    private CancellationTokenSource? _wake;
    private PresenceLease? _lease;
    private Zxid? _mine;
    private bool _isAmbiguous;
    private bool _hasBeenThere;
    private Exception? _end;

    private PresentZnode(ICoordinationClient client, ZPath path, ReadOnlyMemory<byte> data, ILogger logger)
    {
        _client = client;
        _logger = logger;
        _scheduler = WorkScheduler.For(client.TimeProvider);
        Path = path;
        _wanted = new PresenceWish(data.ToArray(), new Completion<bool>(_scheduler));
    }

    public ZPath Path { get; }

    /// <summary>That it is there now; null while it is not.</summary>
    public PresenceLease? Lease => Volatile.Read(ref _lease) is { IsHeld: true } lease ? lease : null;

    /// <summary>Cancelled when a later incarnation has taken the name; then nothing is done any more.</summary>
    public CancellationToken Replaced => _replaced.Token;

    /// <summary>Answers once it is there.</summary>
    public static async ValueTask<PresentZnode> StartAsync(
        ICoordinationClient client, ZPath path, ReadOnlyMemory<byte> data, ILogger logger,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var znode = new PresentZnode(client, path, data, logger);
        PresenceWish first = znode._wanted;
        znode._wishes.Add(first);
        first.Done.CancelWith(cancellationToken);
        try
        {
            znode._loop = znode.RunAsync();
            await first.Done.Task.ConfigureAwait(false);
            return znode;
        }
        catch (OperationCanceledException)
        {
            _ = znode.DisposeAsync();
            throw;
        }
        catch
        {
            await znode.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Gives it other data; ends when the ensemble has it.</summary>
    public async ValueTask SetAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wish = new PresenceWish(data.ToArray(), new Completion<bool>(_scheduler));
        lock (_sync)
        {
            if (_end is not null)
                throw _end;
            _wanted = wish;
            _wishes.Add(wish);
            _wake?.Cancel();
        }

        wish.Done.CancelWith(cancellationToken);
        await wish.Done.Task.ConfigureAwait(false);
    }

    /// <summary>Deletes it, and waits for that no longer than its session stands. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        Volatile.Read(ref _lease)?.Stop();
        _stop.Cancel();
        await _loop.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        TimeSpan retry = FirstRetry;
        while (true)
        {
            try
            {
                while (await StepAsync().ConfigureAwait(false))
                    retry = FirstRetry;
                return;
            }
            catch (RequestRejectedException refused)
            {
                if (!_hasBeenThere)
                {
                    End(refused);
                    return;
                }

                // A right may be granted, and a quota raised, while it goes on.
                Log.Refused(_logger, refused, Path, retry.TotalMilliseconds);
            }
            catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
            {
                await LeaveAsync().ConfigureAwait(false);
                return;
            }

            try
            {
                await _client.TimeProvider.DelayAsync(retry, _stop.Token).ConfigureAwait(false);
                retry = TimeSpan.FromTicks(Math.Min(2 * retry.Ticks, LongestRetry.Ticks));
            }
            catch (OperationCanceledException)
            {
                // The next step ends it.
            }
        }
    }

    /// <summary>One look and what follows from it; false when it is over.</summary>
    private async ValueTask<bool> StepAsync()
    {
        _stop.Token.ThrowIfCancellationRequested();
        try
        {
            using var watches = new WatchSet(_client);
            ZNode? found = await watches.ReadAsync(Path, _stop.Token).ConfigureAwait(false);
            PresenceWish wanted = Volatile.Read(ref _wanted);
            ICoordinationSession session = _client.Session;
            PresenceAction action = PresenceRule.Decide(new PresenceSight(
                found?.Stat, session.Id, _mine, _isAmbiguous, _hasBeenThere,
                found is { } read && read.Data.Span.SequenceEqual(wanted.Data), _sessions.Contains));
            await DoAsync(action, found, wanted, session, watches).ConfigureAwait(false);
            return action != PresenceAction.GiveUp;
        }
        catch (Exception cutShort) when (cutShort is SessionExpiredException or OutcomeUnknownException)
        {
            // Look again what came of it.
        }
        catch (RequestRejectedException overtaken) when (overtaken.Code is ErrorCode.NodeExists or ErrorCode.BadVersion)
        {
            // Somebody else was quicker: look again.
        }
        catch (RequestRejectedException missing) when (missing.Code == ErrorCode.NoNode)
        {
            // It is the first one here, or the container was reaped; or it vanished before it could be replaced.
            await ContainerParent.EnsureAsync(_client, Path.Parent, _stop.Token).ConfigureAwait(false);
        }

        return true;
    }

    private async ValueTask DoAsync(
        PresenceAction action, ZNode? found, PresenceWish wanted, ICoordinationSession session, WatchSet watches)
    {
        Stat stat = found?.Stat ?? default;
        bool staysOut = action == PresenceAction.Create && PlantedBugs.IsOn(PlantedRecipeBugs.StaysOut)
            && Lease is { } lease && lease.Session == session;
        switch (staysOut ? PresenceAction.Keep : action)
        {
            case PresenceAction.Keep:
                Fulfil(wanted);
                await WaitAsync(wanted, session, watches).ConfigureAwait(false);
                break;
            case PresenceAction.Set:
                await _client.SetAsync(Path, wanted.Data, stat.Version, options: null, _stop.Token)
                    .ConfigureAwait(false);
                break;
            case PresenceAction.Adopt:
                Begin(stat, session);
                break;
            case PresenceAction.GiveUp:
                GiveUp();
                break;
            default:
                Volatile.Read(ref _lease)?.Lose();
                await CreateAsync(action == PresenceAction.Replace ? stat : null, wanted, session)
                    .ConfigureAwait(false);
                break;
        }
    }

    private async ValueTask CreateAsync(Stat? replaced, PresenceWish wanted, ICoordinationSession session)
    {
        bool wasAmbiguous = _isAmbiguous;
        _isAmbiguous = true;
        _sessions.Add(session.Id);
        try
        {
            Stat created = replaced is { } earlier
                ? await ReplaceAsync(earlier, wanted).ConfigureAwait(false)
                : (await _client.CreateWithStatAsync(
                    Path, wanted.Data, CreateMode.Ephemeral, options: null, _stop.Token).ConfigureAwait(false)).Stat;
            _isAmbiguous = false;
            if (created.EphemeralOwner == _client.Session.Id)
                Begin(created, _client.Session);
        }
        catch (RequestRejectedException)
        {
            _isAmbiguous = wasAmbiguous;
            throw;
        }
        finally
        {
            // A request that waits for a session is sent in the next one.
            _sessions.Add(_client.Session.Id);
        }
    }

    private async ValueTask<Stat> ReplaceAsync(Stat earlier, PresenceWish wanted)
    {
        IReadOnlyList<OperationResult> results = await _client.Transaction()
            .Delete(Path, earlier.Version).Create(Path, wanted.Data, CreateMode.Ephemeral)
            .CommitAsync(options: null, _stop.Token).ConfigureAwait(false);

        // Apache ZooKeeper before 3.8.1 and 3.9 answers a create in a transaction without its stat (ZOOKEEPER-4026).
        return results[1].Stat is { } told && told.EphemeralOwner != SessionId.None
            ? told
            : await _client.ExistsAsync(Path, options: null, _stop.Token).ConfigureAwait(false) ?? default;
    }

    private void Begin(in Stat created, ICoordinationSession session)
    {
        _mine = created.Czxid;
        _isAmbiguous = false;
        _hasBeenThere = true;
        Volatile.Write(ref _lease, new PresenceLease(this, _client, session, created.Czxid, _logger));
        if (_stop.IsCancellationRequested)
            _lease?.Stop();
    }

    private void GiveUp()
    {
        Log.Replaced(_logger, Path);
        if (Volatile.Read(ref _lease) is not { } lease)
            return;
        lease.Lose();
        _scheduler.Post(() => lease.Tell(_replaced));
        End(new InvalidOperationException($"'{Path}' was taken over by a later one of the same name."));
    }

    /// <summary>The ensemble has what was wished; the wishes before it are overtaken, and as good as done.</summary>
    private void Fulfil(PresenceWish wanted)
    {
        PresenceWish[] done;
        lock (_sync)
        {
            int count = _wishes.IndexOf(wanted) + 1;
            done = [.. _wishes.Take(count)];
            _wishes.RemoveRange(0, count);
        }

        foreach (PresenceWish wish in done)
            wish.Done.TrySetResult(true);
    }

    private async ValueTask WaitAsync(PresenceWish wanted, ICoordinationSession session, WatchSet watches)
    {
        using var wake = CancellationTokenSource.CreateLinkedTokenSource(session.Lost, _stop.Token);
        lock (_sync)
        {
            if (_wanted != wanted)
                return;
            _wake = wake;
        }

        try
        {
            await watches.FiredAsync(wake.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (wake.IsCancellationRequested)
        {
            // There is something to look at, or it is over.
        }
        finally
        {
            lock (_sync)
                _wake = null;
        }
    }

    private async ValueTask LeaveAsync()
    {
        try
        {
            await DeleteOwnAsync(_client.Session).ConfigureAwait(false);
        }
        catch (Exception over) when (over is CoordinationException or OperationCanceledException
            or ObjectDisposedException)
        {
            // It goes with its session; or it may not be deleted, and there is nobody left to tell.
        }

        End(new ObjectDisposedException(nameof(PresentZnode)));
    }

    private async ValueTask DeleteOwnAsync(ICoordinationSession session)
    {
        if (_isAmbiguous && PlantedBugs.IsOn(PlantedRecipeBugs.LeavesUnanswered))
            return;
        while (true)
        {
            try
            {
                // The replica that serves now may not have applied yet what another one committed.
                if (_isAmbiguous)
                    await _client.SyncAsync(Path, options: null, session.Lost).ConfigureAwait(false);
                Stat? found = await _client.ExistsAsync(Path, options: null, session.Lost).ConfigureAwait(false);
                if (found is not { } own || own.EphemeralOwner != session.Id)
                    return;
                await _client.DeleteAsync(Path, own.Version, options: null, session.Lost).ConfigureAwait(false);
                return;
            }
            catch (Exception error) when (error is OutcomeUnknownException
                or RequestRejectedException { Code: ErrorCode.BadVersion })
            {
                // Look again.
            }
        }
    }

    private void End(Exception why)
    {
        PresenceWish[] wishes;
        lock (_sync)
        {
            _end = why;
            wishes = [.. _wishes];
            _wishes.Clear();
        }

        foreach (PresenceWish wish in wishes)
            wish.Done.TrySetException(why);
    }
}
