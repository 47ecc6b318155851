using Coordination.Ensemble.Connections;
using Coordination.Ensemble.Sessions;
using Coordination.Requests;
using Coordination.Tree.Commands;
using Coordination.Tree.Quotas;
using Microsoft.Extensions.Logging;

namespace Coordination.Ensemble;

/// <summary>
/// What an ensemble does by the clock: it proposes that silent sessions expire, and that empty containers and znodes
/// past their time to live are deleted. The tree decides, when the command's turn has come.
/// </summary>
internal sealed partial class Upkeep : IAsyncDisposable
{
    private readonly ServingState _state;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly ITimer _ticks;
    private readonly ITimer _reaping;
    private readonly List<ServedSession> _due = []; // These two are of the tick at work; most ticks find nothing.
    private readonly List<QuotaWarning> _quotas = [];
    private int _isTicking;
    private int _isReaping;

    public Upkeep(ServingState state)
    {
        _state = state;
        _logger = state.Logger;
        _time = state.Options.TimeProvider;

        // Not null in both: it is handed over here.
        var tick = TimeSpan.FromMilliseconds(state.Sessions.TickMs);
        _ticks = _time.CreateTimer(static self => ((Upkeep)self!).Tick(), this, tick, tick);
        TimeSpan reap = state.Options.ReapInterval;
        _reaping = _time.CreateTimer(static self => ((Upkeep)self!).Reap(), this, reap, reap);
    }

    public async ValueTask DisposeAsync()
    {
        await _ticks.DisposeAsync().ConfigureAwait(false);
        await _reaping.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Expires whoever was silent for too long, and says what the tree has to say. A tick that finds another at work
    /// leaves it to that.
    /// </summary>
    private void Tick()
    {
        if (Interlocked.Exchange(ref _isTicking, 1) != 0)
            return;

        bool wasPaused;
        lock (_state.Gate)
        {
            wasPaused = _state.Sessions.Tick(_time.GetTimestamp(), _due);
            while (_state.Tree.TryTakeQuotaWarning(out QuotaWarning warning))
                _quotas.Add(warning);
        }

        if (wasPaused)
            Log.Paused(_logger, _state.Options.Name);
        foreach (QuotaWarning warning in _quotas)
            Log.QuotaReached(_logger, warning.Path, warning.Resource, warning.Used, warning.Limit, warning.Refused);
        _quotas.Clear();
        if (_due.Count > 0)
        {
            foreach (ServedSession[] batch in _due.Chunk(CoordinationEnsemble.LargestBatch))
                Expire(batch);
            _due.Clear();
        }

        Volatile.Write(ref _isTicking, 0);
    }

    private void Expire(ServedSession[] silent)
    {
        EnsembleConnection? woken;
        lock (_state.Gate)
        {
            silent = [.. silent.Where(session => !session.IsHeard)]; // Some may have spoken since they were judged.
            foreach (ServedSession session in silent)
                _state.Propose(new ExpireSessionRequest(session.Id, session.Attach));
            woken = _state.TakeWoken();
        }

        _state.Wake(woken);
        foreach (ServedSession session in silent)
            Log.SessionSilent(_logger, session.Id.Value, session.TimeoutMs);
    }

    /// <summary>Proposes the deletion of what may be reaped; the tree decides when its turn comes.</summary>
    private void Reap()
    {
        if (Interlocked.Exchange(ref _isReaping, 1) != 0)
            return;

        List<IRequest> reapable = CollectReapable();
        foreach (IRequest[] batch in reapable.Chunk(CoordinationEnsemble.LargestBatch))
        {
            EnsembleConnection? woken;
            lock (_state.Gate)
            {
                foreach (IRequest delete in batch)
                    _state.Propose(delete);
                woken = _state.TakeWoken();
            }

            _state.Wake(woken);
        }

        if (reapable.Count > 0)
            Log.Reaped(_logger, _state.Options.Name, reapable.Count);
        Volatile.Write(ref _isReaping, 0);
    }

    /// <summary>One round through what may be reaped; each look is bounded, and others come between two.</summary>
    private List<IRequest> CollectReapable()
    {
        var reapable = new List<IRequest>();
        int most = _state.Options.ReapedAtOnce;
        long nowMs = _time.GetUtcNow().ToUnixTimeMilliseconds();
        bool isRoundOver = false;
        while (!isRoundOver && reapable.Count < most)
        {
            lock (_state.Gate)
            {
                isRoundOver = _state.Tree.CollectReapable(nowMs, most - reapable.Count, reapable);
            }
        }

        return reapable;
    }
}
