using System.Runtime.CompilerServices;
using Coordination.Work;

namespace Coordination.Recipes.Election;

/// <summary>A campaign in the background: ask it whether this process leads, or follow the changes.</summary>
/// <remarks>It goes on until it is disposed, through lost sessions and outages.</remarks>
public sealed class LeaderLatch : IAsyncDisposable
{
    private readonly IWorkScheduler _scheduler;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _sync = new();
    private readonly List<Completion<bool>> _waiters = [];
    private readonly Task _campaign;
    private Leadership? _term;
    private Completion<bool>? _termEnded;
    private LeadershipChange _state;
    private long _version;
    private bool _isOver;

    internal LeaderLatch(LeaderElection election, TimeProvider clock)
    {
        _scheduler = WorkScheduler.For(clock);
        _campaign = RunAsync(election);
    }

    /// <summary>Whether it leads now; compares clocks, waits for no callback.</summary>
    public bool IsLeader => Volatile.Read(ref _term) is { IsHeld: true };

    /// <summary>The term in force; null while it does not lead.</summary>
    public Leadership? Leadership => Volatile.Read(ref _term) is { IsHeld: true } term ? term : null;

    /// <summary>
    /// Yields whether it leads, then every change; a slow reader skips to the newest. Ends when the latch is disposed.
    /// </summary>
    public async IAsyncEnumerable<LeadershipChange> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long seen = -1;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            LeadershipChange state;
            Completion<bool>? changed = null;
            lock (_sync)
            {
                state = _state;
                if (seen == _version && _isOver)
                    yield break;
                if (seen == _version)
                    _waiters.Add(changed = new Completion<bool>(_scheduler));
                seen = _version;
            }

            if (changed is null)
            {
                yield return state;
                continue;
            }

            changed.CancelWith(cancellationToken);
            await changed.Task.ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Hands the leadership over to who comes next, as <see cref="Leadership.HandOverAsync"/>, and stands again behind
    /// the others. False where this one does not lead or nobody else stands.
    /// </summary>
    public async ValueTask<bool> HandOverAsync(CancellationToken cancellationToken = default)
    {
        Completion<bool>? ended = Volatile.Read(ref _termEnded);
        if (Leadership is not { } term)
            return false;
        try
        {
            return await term.HandOverAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ended?.TrySetResult(true);
        }
    }

    /// <summary>Ends the campaign and resigns; waits for the server no longer than the session stands. Idempotent.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _end.Cancel();
        await _campaign.ConfigureAwait(false);
    }

    private async Task RunAsync(LeaderElection election)
    {
        try
        {
            await election.RunAsLeaderAsync(LeadAsync, _end.Token).ConfigureAwait(false);
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            // Asked to end, or the client has ended.
        }

        lock (_sync)
            _isOver = true;
        Tell(new LeadershipChange(IsLeader: false, _state.FencingToken));
    }

    private async Task LeadAsync(Leadership term, CancellationToken ends)
    {
        var ended = new Completion<bool>(_scheduler);
        Volatile.Write(ref _termEnded, ended);
        Volatile.Write(ref _term, term);
        Tell(new LeadershipChange(IsLeader: true, term.FencingToken));
        try
        {
            ended.CancelWith(ends);
            await ended.Task.ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _term, null);
            Tell(new LeadershipChange(IsLeader: false, term.FencingToken));
        }
    }

    private void Tell(LeadershipChange state)
    {
        Completion<bool>[] waiters;
        lock (_sync)
        {
            if (_state != state)
                _version++;
            _state = state;
            waiters = [.. _waiters];
            _waiters.Clear();
        }

        foreach (Completion<bool> waiter in waiters)
            waiter.TrySetResult(true);
    }
}
