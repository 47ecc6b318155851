using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Coordination.Requests;
using Coordination.Transports;
using Coordination.Tree.Commands;
using Coordination.Tree.Operations;
using Coordination.Tree.Quotas;
using Coordination.Tree.Security;
using Coordination.Tree.Sessions;
using Coordination.Tree.Snapshots;
using Coordination.Tree.Znodes;

namespace Coordination.Tree;

/// <summary>
/// The replicated state machine: znodes, sessions and the answers they are still owed, with ZooKeeper's semantics to
/// the bit. A pure object: same commands, same tree, same answers. It has no lock: its owner calls it one call at a
/// time.
/// </summary>
public sealed class ZnodeTree
{
    private const int MostReapableLookedAt = 10_000;

    private readonly TreeState _state;
    private readonly CommandApplier _applier;

    /// <summary>Makes the tree of a new ensemble: the root and the znodes below <c>/zookeeper</c>.</summary>
    /// <param name="settings">The replicated settings; <see cref="TreeSettings.Default"/> where null.</param>
    public ZnodeTree(TreeSettings? settings = null)
    {
        _state = new TreeState(settings ?? TreeSettings.Default);
        _applier = new CommandApplier(_state);
        ReservedPaths.Plant(_state);
    }

    internal ZnodeTree(TreeState state, Zxid lastZxid, long lastTimeMs)
    {
        _state = state;
        _applier = new CommandApplier(state);
        LastZxid = lastZxid;
        LastTimeMs = lastTimeMs;
    }

    /// <summary>The replicated settings.</summary>
    public TreeSettings Settings => _state.Settings;

    /// <summary>The last command applied; <see cref="Zxid.None"/> before the first.</summary>
    public Zxid LastZxid { get; private set; }

    /// <summary>The time of the last command applied, milliseconds since the Unix epoch: the tree's clock.</summary>
    public long LastTimeMs { get; private set; }

    /// <summary>
    /// A sum over all znodes and sessions, kept up to date, that does not depend on the order in which they came to be:
    /// trees that differ here have diverged.
    /// </summary>
    public UInt128 Digest => unchecked(_state.Store.Digest + _state.Sessions.Digest);

    /// <summary>Znodes, the root and the reserved ones included.</summary>
    public int ZnodeCount => _state.Store.Count;

    /// <summary>Ephemeral znodes.</summary>
    public int EphemeralCount => _state.Store.Ephemerals.Count;

    /// <summary>Bytes of the names and the data of all znodes.</summary>
    public long ContentBytes => _state.Store.ContentBytes;

    /// <summary>Sessions that stand.</summary>
    public int SessionCount => _state.Sessions.Count;

    /// <summary>The sessions that stand, in no particular order.</summary>
    public IEnumerable<SessionRecord> Sessions => _state.Sessions.All.Select(session => session.Record);

    /// <summary>Finds a session that stands.</summary>
    public bool TryGetSession(SessionId id, [NotNullWhen(true)] out SessionRecord? session)
    {
        session = _state.Sessions.TryGet(id, out Session? found) ? found.Record : null;
        return session is not null;
    }

    /// <summary>
    /// The greatest number under which a session has had anything done: what is not above it is a retry. 0 where there
    /// is none.
    /// </summary>
    public int LastXidOf(SessionId id) => _state.Sessions.TryGet(id, out Session? found) ? found.LastXid : 0;

    /// <summary>
    /// Applies the next command. It never throws for what a client sent: a command that fails takes its place in the
    /// order, changes no znode and answers its error code.
    /// </summary>
    /// <param name="command">The command; its zxid is above, and its time not before, those of the last.</param>
    /// <param name="changes">Where the changes are added, in the order in which they take effect.</param>
    /// <returns>The answer. A retry gets the one that was kept, with its zxid.</returns>
    /// <exception cref="ArgumentException">Zxid or time goes back: a bug of the caller.</exception>
    public Answer<Response> Apply(in Command command, List<Change> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (command.Zxid <= LastZxid)
            throw new ArgumentException(
                $"The zxid {command.Zxid} is not above {LastZxid}, the last one applied.", nameof(command));
        if (command.TimeMs < LastTimeMs)
            throw new ArgumentException(
                $"The time {command.TimeMs} ms is before {LastTimeMs} ms, that of the last command.", nameof(command));

        LastZxid = command.Zxid;
        LastTimeMs = command.TimeMs;
        return _applier.Apply(command, changes);
    }

    /// <summary>
    /// Reads, at the state after the last command. Allocates the answer and nothing else; data is not copied. Watches
    /// are the caller's to arm.
    /// </summary>
    /// <param name="session">Whose ephemeral znodes to list.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What: any read but <see cref="WhoAmIRequest"/>, which is the connection's.</param>
    /// <param name="answer">The answer; null with an error.</param>
    public ErrorCode Read<T, R>(SessionId session, Identities caller, in T request, out R? answer)
        where T : struct, IReadRequest<R>
        where R : Response
    {
        // Each comparison is of two constants where T is compiled for: what is left is one call, without boxing.
        ErrorCode code;
        Response? body;
        if (typeof(T) == typeof(GetDataRequest))
        {
            code = Reads.GetData(_state, caller, As<T, GetDataRequest>(request), out GetDataResponse? data);
            body = data;
        }
        else if (typeof(T) == typeof(ExistsRequest))
        {
            code = Reads.Exists(_state, caller, As<T, ExistsRequest>(request), out ExistsResponse? exists);
            body = exists;
        }
        else if (typeof(T) == typeof(GetChildrenRequest))
        {
            code = Reads.GetChildren(
                _state, caller, As<T, GetChildrenRequest>(request), out GetChildrenResponse? children);
            body = children;
        }
        else
        {
            code = ReadRarely(session, caller, request, out body);
        }

        answer = Unsafe.As<R>(body);
        return code;
    }

    /// <summary>
    /// Lists containers and znodes with a time to live that may be deleted now, as the commands which do so. One call
    /// looks at 10,000 znodes at most and the next goes on from there, so that a long list holds nobody up.
    /// </summary>
    /// <param name="nowMs">The ensemble's clock, milliseconds since the Unix epoch.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="into">Where they are added.</param>
    /// <returns>Whether the round is over: all have been looked at once.</returns>
    public bool CollectReapable(long nowMs, int most, List<IRequest> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        for (int looked = 0; looked < MostReapableLookedAt && most > 0; looked++)
        {
            if (!_state.Store.Reapable.TryNext(out int slot))
                return true;

            Znode znode = _state.Store[slot];
            if (Reaping.IsEmptied(znode))
                into.Add(new DeleteIfStillEmptyRequest(_state.Store.PathOf(slot), znode.Stat.Cversion));
            else if (Reaping.IsExpired(znode, nowMs))
                into.Add(new DeleteIfExpiredRequest(_state.Store.PathOf(slot), new Zxid(znode.Mzxid)));
            else
                continue;
            most--;
        }

        return false;
    }

    /// <summary>The tree as it stands, to be written as a snapshot while the tree goes on changing.</summary>
    public TreeImage Capture() => new(this, _state);

    /// <summary>
    /// Takes the next report of a write past a quota. The newest 64 that were not taken are kept; they are no part of
    /// the state.
    /// </summary>
    public bool TryTakeQuotaWarning(out QuotaWarning warning) => _state.Quotas.TryTakeWarning(out warning);

    private ErrorCode ReadRarely<T>(SessionId session, Identities caller, in T request, out Response? body)
        where T : struct
    {
        ErrorCode code;
        if (typeof(T) == typeof(GetAclRequest))
        {
            code = Reads.GetAcl(_state, caller, As<T, GetAclRequest>(request), out GetAclResponse? acl);
            body = acl;
        }
        else if (typeof(T) == typeof(MultiReadRequest))
        {
            code = Reads.MultiRead(_state, caller, As<T, MultiReadRequest>(request), out MultiResponse results);
            body = results;
        }
        else if (typeof(T) == typeof(GetEphemeralsRequest))
        {
            code = Reads.GetEphemerals(
                _state, session, As<T, GetEphemeralsRequest>(request), out GetEphemeralsResponse paths);
            body = paths;
        }
        else if (typeof(T) == typeof(GetAllChildrenNumberRequest))
        {
            code = Reads.CountAll(
                _state, caller, As<T, GetAllChildrenNumberRequest>(request), out GetAllChildrenNumberResponse? number);
            body = number;
        }
        else
        {
            code = ErrorCode.Unimplemented;
            body = null;
        }

        return code;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref readonly TTo As<TFrom, TTo>(in TFrom request) =>
        ref Unsafe.As<TFrom, TTo>(ref Unsafe.AsRef(in request));
}
