using System.Diagnostics.CodeAnalysis;
using Coordination.Internal;
using Coordination.Recipes.Internal;
using Coordination.Recipes.Naming.Choosing;
using Coordination.Work;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Naming;

/// <summary>Follows the instances of a name in the background, and chooses one for each call.</summary>
/// <remarks>
/// <b>Suspended</b> and <b>lost</b>: the last instances known stay, since most of them live on, and those that do not
/// are put into quarantine by their failures. It holds nothing in the ensemble.
/// </remarks>
public sealed partial class ServiceResolver : IAsyncDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly ICoordinationClient _client;
    private readonly ServiceDirectory _directory;
    private readonly ResolverOptions _options;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Completion<bool> _first;
    private readonly long _begin;
    private readonly Lock _sync = new();

    // By instance and incarnation, so that one which comes back begins anew.
    private readonly Dictionary<(string Id, long Token), InstanceRecord> _records = [];
    private readonly List<Completion<bool>> _waiters = [];
    private ServiceView _view;
    private Exception? _end;
    private Task _loop = Task.CompletedTask;
    private uint _turn;
    private string? _last;

    private ServiceResolver(
        ICoordinationClient client, ServiceDirectory directory, string name, ResolverOptions options, ILogger logger)
    {
        _client = client;
        _directory = directory;
        _options = options;
        _logger = logger;
        _first = new Completion<bool>(WorkScheduler.For(client.TimeProvider));
        _begin = client.TimeProvider.GetTimestamp();
        _view = new ServiceView(name, [], default);
    }

    /// <summary>The service's name.</summary>
    public string Name => _view.Name;

    /// <summary>The instances as they were last seen, those that cannot serve included.</summary>
    public ServiceView View => Volatile.Read(ref _view);

    internal static async ValueTask<ServiceResolver> StartAsync(
        ICoordinationClient client, ServiceDirectory directory, string name, ResolverOptions options, ILogger logger,
        CancellationToken cancellationToken)
    {
        var resolver = new ServiceResolver(client, directory, name, options, logger);
        resolver._first.CancelWith(cancellationToken);
        try
        {
            resolver._loop = resolver.FollowAsync();
            await resolver._first.Task.ConfigureAwait(false);
            return resolver;
        }
        catch
        {
            await resolver.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Chooses an instance for one call; false where there is none that can serve.</summary>
    /// <param name="pick">The instance; dispose it when the call has ended.</param>
    /// <param name="key">
    /// With <see cref="ServiceStrategy.Sticky"/>: what is to go to the same instance each time. Null for none.
    /// </param>
    public bool TryPick([NotNullWhen(true)] out ServicePick? pick, string? key = null)
    {
        pick = null;
        lock (_sync)
        {
            TimeSpan now = Now;
            ChoiceCandidate[] all = [.. _view.Instances.Select(instance => Describe(instance, now))];
            ChoiceCandidate[] eligible = InstanceChoice.Eligible(all, [.. _options.Tags]);
            if (PlantedBugs.IsOn(PlantedRecipeBugs.PicksWhoDrains))
                eligible = all;
            if (eligible.Length == 0)
                return false;
            var draw = new ChoiceDraw(_turn++, _options.Random.NextDouble(), key, _last);
            ServiceInstance chosen = InstanceChoice.Choose(eligible, _options.Strategy, draw);
            _last = chosen.Id;
            RecordOf(chosen).Pending++;
            pick = new ServicePick(this, chosen);
            return true;
        }
    }

    /// <summary>As <see cref="TryPick"/>, but waits while there is none that can serve.</summary>
    /// <param name="key">As with <see cref="TryPick"/>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled, or this disposed.</exception>
    public async ValueTask<ServicePick> PickAsync(string? key = null, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var changed = new Completion<bool>(WorkScheduler.For(_client.TimeProvider));
            lock (_sync)
            {
                if (TryPick(out ServicePick? pick, key))
                    return pick;
                if (_end is not null)
                    throw new OperationCanceledException("The resolver was disposed.", _end);
                _waiters.Add(changed);
            }

            changed.CancelWith(cancellationToken);
            await changed.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Whether an instance is not chosen now because it has failed.</summary>
    public bool IsQuarantined(ServiceInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        lock (_sync)
            return Describe(instance, Now).QuarantinedUntil is not null;
    }

    /// <summary>Stops following. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        await _loop.ConfigureAwait(false);
    }

    internal void NoteFailure(ServiceInstance instance)
    {
        lock (_sync)
        {
            if (_records.TryGetValue(KeyOf(instance), out InstanceRecord? record) && record.Failures.AddFailure(Now))
                Log.Quarantined(_logger, instance.Id, instance.Name);
        }
    }

    internal void NoteEnd(ServiceInstance instance)
    {
        lock (_sync)
        {
            if (_records.TryGetValue(KeyOf(instance), out InstanceRecord? record))
                record.Pending--;
        }
    }

    private TimeSpan Now => _client.TimeProvider.GetElapsedTime(_begin);

    private static (string Id, long Token) KeyOf(ServiceInstance instance) => (instance.Id, instance.FencingToken);

    private ChoiceCandidate Describe(ServiceInstance instance, TimeSpan now) =>
        _records.TryGetValue(KeyOf(instance), out InstanceRecord? record)
            ? new ChoiceCandidate(instance, record.Pending, record.Failures.QuarantinedUntil(now))
            : new ChoiceCandidate(instance);

    private InstanceRecord RecordOf(ServiceInstance instance)
    {
        if (!_records.TryGetValue(KeyOf(instance), out InstanceRecord? record))
            _records.Add(KeyOf(instance), record = new InstanceRecord(new FailureLedger(_options)));
        return record;
    }

    private async Task FollowAsync()
    {
        TimeSpan retry = FirstRetry;
        try
        {
            while (await FollowOnceAsync(retry).ConfigureAwait(false))
            {
                await _client.TimeProvider.DelayAsync(retry, _stop.Token).ConfigureAwait(false);
                retry = TimeSpan.FromTicks(Math.Min(2 * retry.Ticks, LongestRetry.Ticks));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            // Disposed, this or the client; or the start was given up.
            EndWaiters(over);
        }
    }

    /// <summary>Follows until it may not any more; false where it might not from the first.</summary>
    private async ValueTask<bool> FollowOnceAsync(TimeSpan retry)
    {
        try
        {
            await foreach (ServiceView view in _directory.WatchAsync(Name, _stop.Token).ConfigureAwait(false))
                Show(view);
        }
        catch (RequestRejectedException refused)
        {
            // A right may be granted while it goes on.
            if (_first.TrySetException(refused))
                return false;
            Log.NotFollowed(_logger, refused, Name, retry.TotalMilliseconds);
        }

        return true;
    }

    private void Show(ServiceView view)
    {
        lock (_sync)
        {
            Volatile.Write(ref _view, view);
            HashSet<(string, long)> known = [.. view.Instances.Select(KeyOf)];
            foreach ((string, long) gone in _records.Keys.Where(key => !known.Contains(key)).ToArray())
                _records.Remove(gone);
        }

        _first.TrySetResult(true);
        foreach (Completion<bool> waiter in TakeWaiters())
            waiter.TrySetResult(true);
    }

    private void EndWaiters(Exception over)
    {
        _first.TrySetException(over);
        lock (_sync)
            _end = over;
        foreach (Completion<bool> waiter in TakeWaiters())
            waiter.TrySetException(over);
    }

    private Completion<bool>[] TakeWaiters()
    {
        lock (_sync)
        {
            Completion<bool>[] waiters = [.. _waiters];
            _waiters.Clear();
            return waiters;
        }
    }

    private sealed record InstanceRecord(FailureLedger Failures)
    {
        public int Pending { get; set; }
    }
}
