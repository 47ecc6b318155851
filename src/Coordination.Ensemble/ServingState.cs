using Coordination.Ensemble.Connections;
using Coordination.Ensemble.Requests;
using Coordination.Ensemble.Security;
using Coordination.Ensemble.Sessions;
using Coordination.Ensemble.Watches;
using Coordination.Requests;
using Coordination.Transports;
using Coordination.Tree;
using Coordination.Tree.Commands;
using Coordination.Tree.Security;
using Coordination.Tree.Watches;
using Coordination.Work;
using Microsoft.Extensions.Logging;

namespace Coordination.Ensemble;

/// <summary>
/// What one exclusion guards: the tree, the watches, the sessions served here and all that waits to leave. Every
/// member but <see cref="Wake"/> and <see cref="Forget"/> is called inside
/// <see cref="Gate"/>, which is held for one request or for at most 256 commands, and never while a sink, a logger or
/// a scheduler is called.
/// </summary>
/// <remarks>
/// Measured for the gate, per uncontended entry and exit: <see cref="Lock"/> 13 ns, Monitor 13 ns, a spinning word 5
/// ns; but who spins for a holder that lost its processor, or that applies 256 commands, burns what the holder needs.
/// </remarks>
internal sealed class ServingState
{
    private readonly List<Change> _changes = [];
    private EnsembleConnection? _firstWoken;
    private EnsembleConnection? _lastWoken;

    public ServingState(EnsembleOptions options, ZnodeTree tree, ICommandLog log, ILogger logger)
    {
        Options = options;
        Tree = tree;
        Log = log;
        Logger = logger;
        Connections = new ConnectionRegistry(options.Limits);
        Rules = new RequestRules(options.Limits);
        Authenticator = new Authenticator(options);
        Scheduler = WorkScheduler.For(options.TimeProvider);
        Changes = new ChangeLog(tree.LastZxid, options.Limits.LoggedChanges, options.Limits.LoggedBytes);
        Sessions = new ServedSessions(this);
    }

    public Lock Gate { get; } = new();

    public EnsembleOptions Options { get; }

    public ZnodeTree Tree { get; }

    public ICommandLog Log { get; }

    public ILogger Logger { get; }

    public RequestRules Rules { get; }

    public Authenticator Authenticator { get; }

    public IWorkScheduler Scheduler { get; }

    public WatchTable<EnsembleConnection> Watches { get; } = new();

    public ChangeLog Changes { get; }

    public ServedSessions Sessions { get; }

    public ConnectionRegistry Connections { get; }

    public Figures Figures { get; } = new();

    /// <summary>Orders a command; true when it is applied already.</summary>
    public bool TryCommit(in Command command, object? origin, out Answer<Response> answer)
    {
        if (Log.TryOrder(command, origin, out Zxid zxid, out long timeMs))
        {
            answer = Apply(command with { Zxid = zxid, TimeMs = timeMs });
            return true;
        }

        answer = default;
        return false;
    }

    /// <summary>Orders a command of the ensemble's own, whose answer nobody waits for.</summary>
    public void Propose(IRequest body)
    {
        var command = new Command(default, 0, SessionId.None, 0, 0, 0, Identities.Anonymous, body);
        if (TryCommit(command, origin: null, out Answer<Response> answer))
            Sessions.OnApplied(command, answer, opener: null);
    }

    /// <summary>Applies a committed command and puts what it fires before whatever is answered from now on.</summary>
    public Answer<Response> Apply(in Command command)
    {
        Figures.Commands++;
        _changes.Clear();
        Answer<Response> answer = Tree.Apply(command, _changes);
        if (_changes.Count == 0)
            return answer;

        var delivery = new EventDelivery(this);
        foreach (Change change in _changes)
        {
            Changes.Add(change);
            Watches.Trigger(change, ref delivery);
        }

        return answer;
    }

    /// <summary>Whether one watch more may be armed; one that is armed already is none more.</summary>
    public bool MayArm(EnsembleConnection connection, ZPath path, WatchKinds kind) =>
        Watches.Count < Options.Limits.Watches || Watches.Armed(connection, path).HasFlag(kind);

    /// <summary>Puts something into a connection's outbox; <see cref="Wake"/> is due when the gate is left.</summary>
    public void Enqueue(EnsembleConnection connection, in OutboundItem item)
    {
        Outbox outbox = connection.Outbox;
        if (outbox.Count >= Options.Limits.Undelivered && item.Body is not CloseReason)
        {
            connection.IsOverrun = true; // Cut off by its own delivery: here its watches may be walked.
            return;
        }

        outbox.Add(item);
        if (outbox.IsScheduled)
            return;

        outbox.IsScheduled = true;
        if (_lastWoken is null)
            _firstWoken = connection;
        else
            _lastWoken.NextWoken = connection;
        _lastWoken = connection;
    }

    /// <summary>
    /// Takes the connections that have something to deliver and nobody who does; hand them to <see cref="Wake"/>
    /// outside of the gate.
    /// </summary>
    public EnsembleConnection? TakeWoken()
    {
        EnsembleConnection? woken = _firstWoken;
        _firstWoken = _lastWoken = null;
        return woken;
    }

    /// <summary>Outside of the gate: a connection has been told its end.</summary>
    public void Forget(EnsembleConnection connection)
    {
        lock (Gate)
        {
            Connections.Remove(connection);
        }
    }

    /// <summary>Posts the delivery of every connection in the chain.</summary>
    public void Wake(EnsembleConnection? woken)
    {
        while (woken is not null)
        {
            EnsembleConnection? next = woken.NextWoken;
            woken.NextWoken = null; // Before it is posted: from then on it may be woken again.
            Scheduler.Post(woken);
            woken = next;
        }
    }
}
