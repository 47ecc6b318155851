using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Coordination.Work;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Placement;

/// <summary>
/// Follows map and devices, so that this process can place any key by itself. Snapshots never go back to an older map.
/// </summary>
/// <remarks>
/// <para>On <em>suspended</em> it goes on with the newest snapshot: placements stay possible, as old as the cut. After
/// the reconnect it catches up, without a gap that it would not notice.</para>
/// <para>On <em>lost</em> the same: watching goes on in the next session.</para>
/// <para>A map that cannot be read is reported in the log, and the last good one stays; so does the last map when its
/// znode is deleted.</para>
/// </remarks>
public sealed partial class PlacementFollower : IAsyncDisposable
{
    private readonly ICoordinationClient _client;
    private readonly PlacementPaths _paths;
    private readonly PlacementReader _reader;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _following;
    private int _isDisposed;

    internal PlacementFollower(ICoordinationClient client, PlacementPaths paths, ILogger logger)
    {
        _client = client;
        _paths = paths;
        _reader = new PlacementReader(client, paths);
        _logger = logger;
        Snapshots = new Latest<PlacementSnapshot>(WorkScheduler.For(client.TimeProvider));
        _following = FollowAsync();
    }

    /// <summary>The newest snapshot; there once <see cref="PlacementCluster.FollowAsync"/> has answered.</summary>
    /// <exception cref="InvalidOperationException">There has been none yet.</exception>
    public PlacementSnapshot Current =>
        Snapshots.Current.Value ?? throw new InvalidOperationException($"No map has been seen at '{_paths.Map}' yet.");

    internal Latest<PlacementSnapshot> Snapshots { get; }

    /// <summary>
    /// Yields every change from now on, with what has to move. A slow reader skips to the newest. It ends by an
    /// exception only.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The follower or its client was disposed.</exception>
    /// <exception cref="RequestRejectedException">The znodes may not be read.</exception>
    public async IAsyncEnumerable<PlacementUpdate> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        (PlacementSnapshot? last, long revision) = Snapshots.Current;
        while (true)
        {
            (PlacementSnapshot next, revision) =
                await Snapshots.AfterAsync(revision, cancellationToken).ConfigureAwait(false);
            if (last is not null)
                yield return new PlacementUpdate(last, next);
            last = next;
        }
    }

    /// <summary>Waits for a snapshot that fulfils a condition; the one there is may. A slow one is skipped.</summary>
    /// <param name="condition">What it is to fulfil.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The follower or its client was disposed.</exception>
    /// <exception cref="RequestRejectedException">The znodes may not be read.</exception>
    public async ValueTask<PlacementSnapshot> WaitForAsync(
        Func<PlacementSnapshot, bool> condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        (PlacementSnapshot Value, long Revision) next =
            await Snapshots.AfterAsync(0, cancellationToken).ConfigureAwait(false);
        while (!condition(next.Value))
            next = await Snapshots.AfterAsync(next.Revision, cancellationToken).ConfigureAwait(false);
        return next.Value;
    }

    /// <summary>Ends the following; the client stays. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        _stop.Cancel();
        await _following.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            await ReadEventsAsync().ConfigureAwait(false);
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            Snapshots.End(new ObjectDisposedException(nameof(PlacementFollower)));
        }
        catch (Exception end)
        {
            Log.FollowingEnded(_logger, _paths.Root.Value, end);
            Snapshots.End(end);
        }
    }

    private async Task ReadEventsAsync()
    {
        var pending = new PendingReads(_paths);
        var options = new WatchOptions { Recursive = true };
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        IAsyncEnumerator<WatchEvent> events =
            _client.WatchAsync(_paths.Root, options, leaving.Token).GetAsyncEnumerator(CancellationToken.None);
        Task<bool> next = events.MoveNextAsync().AsTask();
        try
        {
            while (await next.ConfigureAwait(false))
            {
                // All that is there already is read in one go: a hundred devices that come up cost one round trip.
                do
                {
                    pending.Note(events.Current);
                    next = events.MoveNextAsync().AsTask();
                }
                while (next.IsCompletedSuccessfully && await next.ConfigureAwait(false));
                await Persistence.UntilAnsweredAsync(_ => RefreshAsync(pending), _stop.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            // A stream may not be disposed while it moves.
            leaving.Cancel();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await events.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Reads what is pending; what fails stays pending.</summary>
    /// <returns>Whether there is a new snapshot.</returns>
    private async ValueTask<bool> RefreshAsync(PendingReads pending)
    {
        PlacementSnapshot? last = Snapshots.Current.Value;
        ImmutableSortedDictionary<int, DeviceView> views =
            last?.Views ?? ImmutableSortedDictionary<int, DeviceView>.Empty;
        if (pending.Everything || last is null)
            views = await _reader.ReadDevicesAsync(_stop.Token).ConfigureAwait(false);
        else if (pending.Devices.Count > 0)
            views = await _reader.ReadAgainAsync(views, pending.Devices, _stop.Token).ConfigureAwait(false);

        (PlacementMap Map, int Version, Zxid Mzxid)? read = last is null ? null : (last.Map, last.Version, last.Mzxid);
        if (pending.Everything || pending.Map || last is null)
            read = await ReadMapAsync(last).ConfigureAwait(false);
        pending.Clear();
        if (read is not { } map || (last is not null && map.Map == last.Map && ReferenceEquals(views, last.Views)))
            return false;
        Snapshots.Publish(new PlacementSnapshot(map.Map, map.Version, map.Mzxid, views));
        return true;
    }

    /// <summary>The map as it is; the last good one where there is none, it is older, or it cannot be read.</summary>
    private async ValueTask<(PlacementMap Map, int Version, Zxid Mzxid)?> ReadMapAsync(PlacementSnapshot? last)
    {
        (PlacementMap, int, Zxid)? kept = last is null ? null : (last.Map, last.Version, last.Mzxid);
        if (await _reader.ReadMapAsync(_stop.Token).ConfigureAwait(false) is not { } znode)
        {
            if (last is not null)
                Log.MapGone(_logger, _paths.Map.Value, last.Version);
            return kept;
        }

        if (last is not null && znode.Stat.Mzxid <= last.Mzxid)
            return kept;
        try
        {
            PlacementMap map = PlacementMapCodec.Decode(znode.Data.Span);
            Log.MapChanged(_logger, _paths.Map.Value, znode.Stat.Version);
            return (map, znode.Stat.Version, znode.Stat.Mzxid);
        }
        catch (PlacementFormatException broken)
        {
            Log.MapUnreadable(_logger, _paths.Map.Value, znode.Stat.Version, broken);
            return kept;
        }
    }
}
