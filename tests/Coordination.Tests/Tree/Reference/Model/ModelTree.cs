using Coordination.Requests;
using Coordination.Transports;
using Coordination.Tree.Commands;

namespace Coordination.Tests.Tree.Reference.Model;

/// <summary>
/// The tree, obviously right and slow: dictionaries of plain records, written from ZooKeeper's documents (programmer's
/// guide, quota guide,
/// <c>zookeeper.jute</c>, <c>KeeperException</c>) and held to the real one by the differential in Interop.Tests. The
/// product's tree is compared with it; it must never be written from the product's.
/// </summary>
/// <param name="enforceQuota">Whether hard quotas hold.</param>
/// <param name="rules">Where ours differs from Apache ZooKeeper on purpose: whose way to go.</param>
internal sealed class ModelTree(bool enforceQuota, ModelRules rules)
{
    private long _lastSession;

    public ModelState State { get; private set; } = new();

    public ModelRules Rules { get; } = rules;

    public SortedDictionary<long, ModelSession> Sessions { get; } = [];

    public Zxid LastZxid { get; private set; }

    /// <summary>Carries out one ordered command. It takes its zxid whatever becomes of it.</summary>
    public Answer<Response> Apply(Command command, List<Change> changes)
    {
        LastZxid = command.Zxid;
        if (command.Session == SessionId.None)
            return Answered(command, ApplyOwn(command, changes, out Response? own), own);

        if (!Sessions.TryGetValue(command.Session.Value, out ModelSession? session))
            return Answered(command, ErrorCode.SessionExpired, null);
        if (command.Attach != session.Attach)
            return Answered(command, ErrorCode.SessionMoved, null);
        if (session.RemembersAnswers)
        {
            foreach (int acked in session.Answers.Keys.Where(xid => xid <= command.AckedXid).ToList())
                session.Answers.Remove(acked);
            if (session.Answers.TryGetValue(command.Xid, out Answer<Response> kept))
                return kept;
        }

        Answer<Response> answer = Answered(command, ApplyClient(command, changes, out Response? body), body);
        if (session.RemembersAnswers)
            session.Answers[command.Xid] = answer;
        return answer;
    }

    /// <summary>What may be reaped at a time, as the commands that do it.</summary>
    public IEnumerable<IRequest> Reapable(long nowMs)
    {
        foreach (string path in State.Paths.Where(path => State.ChildrenOf(path).Count == 0))
        {
            ModelZnode znode = State.Find(path)!; // From Paths.
            if (znode.IsContainer && znode.Creates > 0)
                yield return new DeleteIfStillEmptyRequest(path, State.StatOf(path).Cversion);
            if (znode.TimeToLiveMs > 0 && nowMs - znode.MtimeMs > znode.TimeToLiveMs)
                yield return new DeleteIfExpiredRequest(path, znode.Mzxid);
        }
    }

    private static Answer<Response> Answered(Command command, ErrorCode code, Response? body) =>
        new(command.Zxid, code, body);

    private ErrorCode ApplyClient(Command command, List<Change> changes, out Response? answer)
    {
        switch (command.Body)
        {
            case MultiRequest multi:
                return Multi(command, multi, changes, out answer);
            case CloseSessionRequest:
                EndSession(command, command.Session, changes);
                answer = EmptyResponse.Instance;
                return ErrorCode.Ok;
            case CheckVersionRequest: // Good in a multi only (ZOOKEEPER-2623).
                answer = null;
                return ErrorCode.Unimplemented;
            default:
                ErrorCode code = Writes(State, State, command, changes).Apply(command.Body, out answer);
                answer = code == ErrorCode.Ok ? answer : null;
                return code;
        }
    }

    private ErrorCode ApplyOwn(Command command, List<Change> changes, out Response? answer)
    {
        answer = EmptyResponse.Instance;
        ErrorCode code = command.Body switch
        {
            CreateSessionRequest create => CreateSession(create, out answer),
            AttachSessionRequest attach => AttachSession(attach, out answer),
            ExpireSessionRequest expire => ExpireSession(command, expire, changes),
            DeleteIfStillEmptyRequest reap => Reap(command, reap, changes),
            DeleteIfExpiredRequest reap => Reap(command, reap, changes),
            _ => throw new InvalidOperationException($"{command.Body} is not the ensemble's."),
        };
        if (code != ErrorCode.Ok)
            answer = null;
        return code;
    }

    private ErrorCode Multi(Command command, MultiRequest request, List<Change> changes, out Response? answer)
    {
        ModelState draft = State.Copy();
        var draftChanges = new List<Change>();
        ModelWrites writes = Writes(draft, Rules.QuotaSeesEarlierOperations ? draft : State, command, draftChanges);
        var failed = ErrorCode.Ok;
        var results = new List<OperationResult>();
        foreach (IRequest operation in request.Operations)
        {
            Response? body = null;
            ErrorCode code = failed != ErrorCode.Ok
                ? ErrorCode.RuntimeInconsistency
                : writes.ApplyInMulti(operation, out body);
            results.Add(new OperationResult(operation.OpCode, code, body));
            if (failed == ErrorCode.Ok)
                failed = code;
        }

        if (failed == ErrorCode.Ok)
        {
            State = draft;
            changes.AddRange(draftChanges);
        }
        else
        {
            results = results.ConvertAll(result => result with { Body = null });
        }

        answer = new MultiResponse(results);
        return failed;
    }

    private ErrorCode CreateSession(CreateSessionRequest request, out Response? answer)
    {
        long id = ((long)request.Replica << 56) | ++_lastSession;
        Sessions.Add(id, new ModelSession
        {
            Password = request.Password,
            TimeoutMs = request.TimeoutMs,
            RemembersAnswers = request.RemembersAnswers,
        });
        answer = new CreateSessionResponse(new SessionId(id));
        return ErrorCode.Ok;
    }

    private ErrorCode AttachSession(AttachSessionRequest request, out Response? answer)
    {
        answer = null;
        if (!Sessions.TryGetValue(request.Session.Value, out ModelSession? session)
            || session.Password != request.Password)
            return ErrorCode.SessionExpired;

        session.Attach++;
        answer = new AttachSessionResponse(session.Attach, session.TimeoutMs, session.RemembersAnswers);
        return ErrorCode.Ok;
    }

    private ErrorCode ExpireSession(Command command, ExpireSessionRequest request, List<Change> changes)
    {
        if (!Sessions.TryGetValue(request.Session.Value, out ModelSession? session))
            return ErrorCode.SessionExpired;
        if (session.Attach != request.Attach)
            return ErrorCode.SessionMoved;

        EndSession(command, request.Session, changes);
        return ErrorCode.Ok;
    }

    private void EndSession(Command command, SessionId session, List<Change> changes)
    {
        Sessions.Remove(session.Value);
        ModelWrites writes = Writes(State, State, command, changes);
        foreach (string path in State.Paths.Where(path => State.Find(path)!.Owner == session).ToList()) // From Paths.
            writes.Remove(path);
    }

    private ErrorCode Reap(Command command, DeleteIfStillEmptyRequest request, List<Change> changes)
    {
        string path = request.Path.Value;
        if (State.Find(path) is not { } znode)
            return ErrorCode.NoNode;
        if (State.ChildrenOf(path).Count > 0)
            return ErrorCode.NotEmpty;
        if (!znode.IsContainer || znode.Creates == 0 || State.StatOf(path).Cversion != request.Cversion)
            return ErrorCode.BadVersion;

        Writes(State, State, command, changes).Remove(path);
        return ErrorCode.Ok;
    }

    private ErrorCode Reap(Command command, DeleteIfExpiredRequest request, List<Change> changes)
    {
        string path = request.Path.Value;
        if (State.Find(path) is not { } znode)
            return ErrorCode.NoNode;
        if (State.ChildrenOf(path).Count > 0)
            return ErrorCode.NotEmpty;
        bool isOver = znode.TimeToLiveMs > 0 && command.TimeMs - znode.MtimeMs > znode.TimeToLiveMs;
        if (!isOver || znode.Mzxid != request.Mzxid)
            return ErrorCode.BadVersion;

        Writes(State, State, command, changes).Remove(path);
        return ErrorCode.Ok;
    }

    private ModelWrites Writes(ModelState state, ModelState limited, Command command, List<Change> changes) =>
        new(state, limited, command, enforceQuota, Rules, changes);
}
