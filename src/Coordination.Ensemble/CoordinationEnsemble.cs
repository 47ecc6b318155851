using Coordination.Ensemble.Connections;
using Coordination.Requests;
using Coordination.Transports;
using Coordination.Tree;
using Coordination.Tree.Security;
using Coordination.Tree.Sessions;
using Coordination.Work;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Coordination.Ensemble;

/// <summary>
/// What every ensemble of ours does above its log: sessions, order, reads, watches, limits. One exclusion guards the
/// tree, the watches and all that waits to leave.
/// </summary>
public sealed partial class CoordinationEnsemble : IAsyncDisposable
{
    /// <summary>
    /// Commands applied or proposed before the exclusion is let go of, so that nobody waits long for it.
    /// </summary>
    public const int LargestBatch = 256;

    private readonly ServingState _state;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Upkeep _upkeep;
    private volatile bool _isDisposed;

    /// <summary>Serves a tree above a log.</summary>
    /// <param name="tree">The tree, which belongs to the ensemble from now on.</param>
    /// <param name="log">What orders its commands.</param>
    /// <param name="options">How to serve; it must not be changed afterwards.</param>
    /// <exception cref="OptionsValidationException">An option is out of its range.</exception>
    public CoordinationEnsemble(ZnodeTree tree, ICommandLog log, EnsembleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(log);
        options ??= new EnsembleOptions();
        ValidateOptionsResult valid = new EnsembleOptionsValidator().Validate(name: null, options);
        if (valid.Failed)
            throw new OptionsValidationException(nameof(EnsembleOptions), typeof(EnsembleOptions), valid.Failures);

        Name = options.Name;
        _time = options.TimeProvider;
        _logger = options.LoggerFactory.CreateLogger<CoordinationEnsemble>();
        _state = new ServingState(options, tree, log, _logger);
        foreach (SessionRecord session in tree.Sessions)
        {
            if (session.Replica == options.Replica)
                _state.Sessions.Restore(session.Id, session.TimeoutMs, session.Attach);
        }

        _upkeep = new Upkeep(_state);
        Telemetry.Add(this);
        Log.Started(_logger, Name, tree.LastZxid.Value, tree.ZnodeCount);
    }

    /// <summary>The name by which metrics tell it from others.</summary>
    public string Name { get; }

    /// <summary>How far the tree has come.</summary>
    public Zxid LastZxid => Look(static state => state.Tree.LastZxid);

    /// <summary>Sessions that stand.</summary>
    public int SessionCount => Look(static state => state.Tree.SessionCount);

    /// <summary>Connections that are there.</summary>
    public int ConnectionCount => Look(static state => state.Connections.Count);

    /// <summary>Watches that are armed: one per connection, path and kind.</summary>
    public int WatchCount => Look(static state => state.Watches.Count);

    /// <summary>How much is watched by how many.</summary>
    public WatchSummary Watches => Look(static state =>
        new WatchSummary(state.Watches.WatcherCount, state.Watches.PathCount, state.Watches.Count));

    /// <summary>Znodes in the tree, the reserved ones included.</summary>
    public int ZnodeCount => Look(static state => state.Tree.ZnodeCount);

    /// <summary>Ephemeral znodes in the tree.</summary>
    public int EphemeralCount => Look(static state => state.Tree.EphemeralCount);

    /// <summary>What the znodes hold, bytes: paths and data, without what it takes to keep them.</summary>
    public long ContentBytes => Look(static state => state.Tree.ContentBytes);

    /// <summary>The tree's digest: equal for ensembles that hold the same.</summary>
    public UInt128 Digest => Look(static state => state.Tree.Digest);

    /// <summary>
    /// Lists who watches what, in no particular order. Everything else waits meanwhile: for a look at an ensemble that
    /// behaves oddly, not for a dashboard.
    /// </summary>
    public IReadOnlyList<WatchedBy> ListWatches() => Look(static state =>
    {
        var watches = new List<WatchedBy>();
        foreach ((ZPath path, IEnumerable<EnsembleConnection> watchers) in state.Watches.ByPath)
        {
            foreach (EnsembleConnection watcher in watchers)
            {
                SessionId session = watcher.Session!.Id; // Not null: who has closed watches nothing.
                watches.Add(new WatchedBy(session, path, state.Watches.Armed(watcher, path)));
            }
        }

        return watches;
    });

    /// <summary>
    /// Lists the sessions that are served here and what would end with them, in no particular order. Everything else
    /// waits meanwhile, as with <see cref="ListWatches"/>.
    /// </summary>
    public IReadOnlyList<SessionSummary> ListSessions() => Look(static state =>
    {
        var sessions = new List<SessionSummary>();
        foreach ((SessionId session, TimeSpan expiresIn) in state.Sessions.Remaining)
        {
            state.Tree.Read(
                session, Identities.Anonymous, new GetEphemeralsRequest(ZPath.Root), out GetEphemeralsResponse? own);
            sessions.Add(new SessionSummary(session, expiresIn, own?.Ephemerals ?? []));
        }

        return sessions;
    });

    internal EnsembleOptions Options => _state.Options;

    /// <summary>How often sessions are looked at, milliseconds.</summary>
    internal int TickMs => _state.Sessions.TickMs;

    internal Figures Figures => _state.Figures;

    /// <summary>
    /// Lets a client in. Where that is one too many, or the ensemble is stopped, its sink hears so at once.
    /// </summary>
    /// <param name="sink">What answers and events are handed to.</param>
    /// <param name="origin">Where it comes from.</param>
    public ITransportConnection Accept(IConnectionSink sink, ConnectionOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentNullException.ThrowIfNull(origin);
        var connection = new EnsembleConnection(_state, sink, origin);
        EnsembleConnection? woken;
        lock (_state.Gate)
        {
            if (_isDisposed)
                connection.Close(CloseReason.Unreachable);
            else if (!_state.Connections.TryAdd(connection))
                Refuse(connection);
            woken = _state.TakeWoken();
        }

        _state.Wake(woken);
        return connection;
    }

    /// <summary>For a log that does not order at once: applies what it has committed, in order.</summary>
    public void Apply(ReadOnlySpan<LoggedCommand> committed)
    {
        while (!committed.IsEmpty)
        {
            ReadOnlySpan<LoggedCommand> batch = committed[..Math.Min(LargestBatch, committed.Length)];
            committed = committed[batch.Length..];
            EnsembleConnection? woken;
            lock (_state.Gate)
            {
                foreach (LoggedCommand logged in batch)
                    ApplyOne(logged);
                woken = _state.TakeWoken();
            }

            _state.Wake(woken);
        }
    }

    /// <summary>
    /// For a log that does not order at once: everything that was committed before a sync is applied.
    /// </summary>
    /// <param name="origin">What <see cref="ICommandLog.TrySync"/> was called with.</param>
    public void CompleteSync(object origin)
    {
        EnsembleConnection? woken;
        lock (_state.Gate)
        {
            ((EnsembleConnection)origin).Line.OnSynced();
            woken = _state.TakeWoken();
        }

        _state.Wake(woken);
    }

    /// <summary>
    /// Closes every connection, and waits until each has been told, but not longer than <see
    /// cref="EnsembleOptions.ShutdownTimeout"/>. Sessions are left as they are.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        var gone = new Completion<bool>(_state.Scheduler);
        bool isAnyThere;
        EnsembleConnection? woken;
        lock (_state.Gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            isAnyThere = _state.Connections.CloseAll(CloseReason.Disconnected, gone);
            woken = _state.TakeWoken();
        }

        _state.Wake(woken);
        await _upkeep.DisposeAsync().ConfigureAwait(false);
        if (!isAnyThere || await IsDecidedInTimeAsync(gone).ConfigureAwait(false))
            Log.Stopped(_logger, Name);
        else
            Log.StoppedLate(_logger, Name, ConnectionCount);
        Telemetry.Remove(this);
    }

    private async ValueTask<bool> IsDecidedInTimeAsync(Completion<bool> gone)
    {
        ITimer patience = _time.CreateTimer(
            static gone => ((Completion<bool>)gone!).TrySetResult(false), // Not null: handed over here.
            gone,
            _state.Options.ShutdownTimeout,
            Timeout.InfiniteTimeSpan);
        await using (patience.ConfigureAwait(false))
        {
            return await gone.Task.ConfigureAwait(false);
        }
    }

    private void Refuse(EnsembleConnection connection)
    {
        _state.Figures.RefusedConnections++;
        connection.Close(CloseReason.Refused);
    }

    private void ApplyOne(in LoggedCommand logged)
    {
        var origin = logged.Origin as EnsembleConnection;
        Answer<Response> answer = _state.Apply(logged.Command);
        if (logged.Command.Session != SessionId.None)
            origin?.Line.OnApplied(logged.Command.Xid, answer);
        _state.Sessions.OnApplied(logged.Command, answer, origin);
    }

    private T Look<T>(Func<ServingState, T> figure)
    {
        lock (_state.Gate)
        {
            return figure(_state);
        }
    }
}
