using Coordination.Requests;
using Coordination.Transports;
using Coordination.Tree.Commands;
using Coordination.Tree.Security;

namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>What the model and the product's tree have in common: both apply commands and answer reads.</summary>
internal abstract class TreeLikeSubject : ISubject
{
    /// <summary>Where every caller comes from: 127.0.0.1, as the sessions of a real server beside us do.</summary>
    private static readonly Identities Loopback = Audience.Comes("127.0.0.1");

    private readonly Dictionary<int, SlotSession> _slots = [];
    private readonly Dictionary<int, SlotSession> _ended = [];
    private readonly Dictionary<SessionId, SessionId> _names = [];

    public IReadOnlyDictionary<int, SlotSession> Slots => _slots;

    public bool HasEnded(int slot) => _ended.ContainsKey(slot);

    public StepOutcome Connect(Moment moment, int slot, bool remembersAnswers)
    {
        var password = new SessionPassword([.. Enumerable.Repeat((byte)slot, SessionPassword.Length)]);
        StepOutcome outcome =
            ApplyOwn(moment, new CreateSessionRequest(password, 10_000, Replica: 1, remembersAnswers));
        SessionId id = ((CreateSessionResponse)outcome.Body!).Session; // Creating a session cannot fail.
        _slots[slot] = new SlotSession { Id = id, Password = password, Caller = Loopback };
        _names.Add(id, new SessionId(_names.Count + 1));
        return outcome with { Body = null };
    }

    public StepOutcome Attach(Moment moment, int slot, bool wrongPassword)
    {
        SlotSession session = _slots[slot];
        SessionPassword password = wrongPassword ? default : session.Password;
        StepOutcome outcome = ApplyOwn(moment, new AttachSessionRequest(session.Id, password, Replica: 2));
        if (outcome.Body is not AttachSessionResponse attached)
            return outcome;

        session.Attach = attached.Attach;
        return outcome with { Body = null };
    }

    public StepOutcome Close(Moment moment, int slot)
    {
        SlotSession session = _slots[slot];
        End(slot);
        var last = new Numbers(1 << 20, 0, IsStale: false);
        return Apply(CommandOf(moment, session, last, new CloseSessionRequest()));
    }

    public StepOutcome Expire(Moment moment, int slot, bool outdated)
    {
        SlotSession session = _slots[slot];
        if (!outdated)
            End(slot);
        return ApplyOwn(moment, new ExpireSessionRequest(session.Id, outdated ? session.Attach - 1 : session.Attach));
    }

    public StepOutcome Prove(int slot, Credential credential)
    {
        _slots[slot].Caller = credential.AddTo(_slots[slot].Caller);
        return StepOutcome.Done;
    }

    public StepOutcome Pretend(int slot, string scheme)
    {
        Disarm(slot);
        _slots[slot].Caller = Loopback;
        return new StepOutcome(ErrorCode.AuthFailed);
    }

    public StepOutcome Write(Moment moment, int slot, Numbers numbers, IRequest request) =>
        Apply(CommandOf(moment, _slots[slot], numbers, request));

    public StepOutcome Read(int slot, IRequest request)
    {
        if (request is ListNamesRequest names)
            request = names.Listing;
        ErrorCode code = Read(_slots[slot], request, out Response? body);
        if (LeavesWatch(request, code))
            Arm(slot, request);
        return new StepOutcome(code, Rename(body));
    }

    /// <summary>What anybody would read, on no session.</summary>
    public StepOutcome ReadAs(Identities caller, IRequest request)
    {
        var nobody = new SlotSession { Id = SessionId.None, Password = default, Caller = caller };
        ErrorCode code = Read(nobody, request, out Response? body);
        return new StepOutcome(code, Rename(body));
    }

    public abstract StepOutcome Ask(int slot, IRequest request);

    public StepOutcome AddWatch(int slot, AddWatchRequest request)
    {
        Arm(slot, request);
        return StepOutcome.Done;
    }

    public StepOutcome CheckWatches(int slot, CheckWatchesRequest request) =>
        new(IsArmed(slot, request.Path, request.Type) ? ErrorCode.Ok : ErrorCode.NoWatcher);

    public StepOutcome RemoveWatches(int slot, RemoveWatchesRequest request) =>
        new(TryDisarm(slot, request.Path, request.Type) ? ErrorCode.Ok : ErrorCode.NoWatcher);

    public abstract StepOutcome Return(int slot, SetWatchesRequest request);

    public StepOutcome Haunt(Moment moment, int slot, Haunting kind, IRequest request)
    {
        SlotSession session = _ended[slot];
        return kind switch
        {
            Haunting.Attach => ApplyOwn(moment, new AttachSessionRequest(session.Id, session.Password, Replica: 2)),
            Haunting.Expire => ApplyOwn(moment, new ExpireSessionRequest(session.Id, session.Attach)),
            Haunting.Close => Apply(CommandOf(moment, session, default, new CloseSessionRequest())),
            _ => Apply(CommandOf(moment, session, default, request)),
        };
    }

    public StepOutcome Reap(Moment moment, IRequest request) => ApplyOwn(moment, request);

    /// <summary>Nothing to do for what is never written down.</summary>
    public virtual StepOutcome Restore() => StepOutcome.Done;

    protected abstract Answer<Response> Apply(in Command command, List<Change> changes);

    protected abstract ErrorCode Read(SlotSession session, IRequest request, out Response? answer);

    protected abstract void Arm(int slot, IRequest request);

    protected abstract void Disarm(int slot);

    protected abstract bool IsArmed(int slot, ZPath path, WatcherType type);

    protected abstract bool TryDisarm(int slot, ZPath path, WatcherType type);

    protected abstract IEnumerable<Seen> Trigger(Change change);

    private static Command CommandOf(Moment moment, SlotSession session, Numbers numbers, IRequest request)
    {
        int attach = numbers.IsStale ? session.Attach - 1 : session.Attach;
        return new Command(
            moment.Zxid, moment.TimeMs, session.Id, attach, numbers.Xid, numbers.AckedXid, session.Caller, request);
    }

    // A watch is left where the read succeeded, and by exists also where there is nothing yet.
    private static bool LeavesWatch(IRequest request, ErrorCode code) => request switch
    {
        ExistsRequest exists => exists.Watch && code is ErrorCode.Ok or ErrorCode.NoNode,
        GetDataRequest get => get.Watch && code == ErrorCode.Ok,
        GetChildrenRequest list => list.Watch && code == ErrorCode.Ok,
        _ => false,
    };

    private void End(int slot)
    {
        Disarm(slot);
        _slots.Remove(slot, out SlotSession? session);
        _ended[slot] = session!; // The callers have looked.
    }

    private StepOutcome ApplyOwn(Moment moment, IRequest request) =>
        Apply(new Command(moment.Zxid, moment.TimeMs, SessionId.None, 0, 0, 0, Identities.Anonymous, request));

    private StepOutcome Apply(in Command command)
    {
        var changes = new List<Change>();
        Answer<Response> answer = Apply(command, changes);
        List<Seen> events = changes.SelectMany(Trigger).ToList();
        return new StepOutcome(answer.Code, Rename(answer.Body), answer.Zxid, changes, events);
    }

    private Response? Rename(Response? body) => StatRewriter.Rewrite(body, Rename);

    private Stat Rename(Stat stat) =>
        stat.EphemeralOwner == SessionId.None ? stat : stat with { EphemeralOwner = _names[stat.EphemeralOwner] };
}
