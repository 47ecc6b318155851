using Coordination.Ensemble.Requests;
using Coordination.Ensemble.Sessions;
using Coordination.Internal;
using Coordination.Requests;
using Coordination.Transports;
using Coordination.Tree.Security;
using Coordination.Tree.Watches;

namespace Coordination.Ensemble.Connections;

/// <summary>
/// One connection of one client. Its requests take effect in the order in which they came; what it is told leaves
/// through one outbox, events before every answer that shows their change.
/// </summary>
internal sealed class EnsembleConnection : Watcher<EnsembleConnection>, ITransportConnection, IThreadPoolWorkItem
{
    private readonly Delivery _delivery;

    public EnsembleConnection(ServingState state, IConnectionSink sink, ConnectionOrigin origin)
    {
        State = state;
        _delivery = new Delivery(this, state, sink);
        Line = new RequestLine(this);
        Origin = origin;
        Identify(state.Authenticator.Identify(origin));
    }

    public ServingState State { get; }

    public ConnectionOrigin Origin { get; }

    /// <summary>Who it has proven to be.</summary>
    public Identities Caller { get; private set; } = Identities.Anonymous;

    /// <summary>Whether it has proven as much as is required.</summary>
    public bool IsIdentified { get; private set; }

    public ConnectionPhase Phase { get; private set; }

    /// <summary>Its session; null before there is one and after the connection has closed.</summary>
    public ServedSession? Session { get; private set; }

    /// <summary>Its requests that are not answered yet.</summary>
    public RequestLine Line { get; }

    /// <summary>What it has not been told yet.</summary>
    public Outbox Outbox { get; } = new();

    /// <summary>Whether something was dropped because too much waited.</summary>
    public bool IsOverrun { get; set; }

    /// <summary>The next in the chain of those to be woken.</summary>
    public EnsembleConnection? NextWoken { get; set; }

    public void Connect(in ConnectRequest request)
    {
        SessionPassword fresh = State.Sessions.DrawPassword();
        EnsembleConnection? woken;
        lock (State.Gate)
        {
            if (Phase == ConnectionPhase.Closed)
                return;
            if (Phase != ConnectionPhase.Accepted)
                throw new InvalidOperationException("A connection asks for a session once.");
            Phase = ConnectionPhase.Connecting;
            State.Sessions.Open(this, request, fresh);
            woken = State.TakeWoken();
        }

        State.Wake(woken);
    }

    public bool TryExecute<T, R>(in RequestHeader header, in T request, out Answer<R> answer)
        where T : struct, IRequest<R>
        where R : Response
    {
        answer = default;
        if (!RequestKind.IsOneAnswer<T>())
            return false;

        EnsembleConnection? woken;
        lock (State.Gate)
        {
            if (Phase != ConnectionPhase.Open || !Line.IsEmpty || !IsIdentified)
                return false;
            if (Outbox.IsScheduled && !PlantedBugs.IsOn(PlantedBugs.OvertakesEvents))
                return false;

            // A write may fire a watch of its own session, whose event must come before its answer.
            if (RequestKind.NeedsLog<T>() && (!State.Log.OrdersAtOnce || WatchedPathCount > 0))
                return false;

            ServedSession session = Session!; // Not null: it is open.
            if (!session.IsHeard)
                State.Sessions.MarkHeard(session);
            if (!RequestRouter.TryAnswer(this, header, request, out Answer<Response> made))
                return false;
            answer = new Answer<R>(made.Zxid, made.Code, (R?)made.Body);
            woken = State.TakeWoken();
        }

        if (woken is not null)
            State.Wake(woken);
        return true;
    }

    public void Send<T>(in RequestHeader header, in T request)
        where T : struct, IRequest
    {
        EnsembleConnection? woken;
        lock (State.Gate)
        {
            if (Phase == ConnectionPhase.Closed)
                return; // Unanswered for good, as OnClosed says.
            if (Session is { } session && !PlantedBugs.IsOn(PlantedBugs.RequestsAreNoSignOfLife))
                State.Sessions.MarkHeard(session);
            Line.Admit(header, request);
            woken = State.TakeWoken();
        }

        State.Wake(woken);
    }

    public bool TryProveAlive()
    {
        lock (State.Gate)
        {
            if (Phase != ConnectionPhase.Open)
                return false;
            State.Sessions.MarkHeard(Session!); // Not null: it is open.
            return true;
        }
    }

    public void Dispose()
    {
        EnsembleConnection? woken;
        lock (State.Gate)
        {
            _delivery.Silence();
            Close(CloseReason.Disconnected);
            woken = State.TakeWoken();
        }

        State.Wake(woken);
    }

    void IThreadPoolWorkItem.Execute() => _delivery.Run();

    /// <summary>Its session stands.</summary>
    public void OnOpened(ServedSession session, SessionPassword password, bool remembersAnswers)
    {
        Phase = ConnectionPhase.Open;
        Session = session;
        session.Connection = this;
        Tell(new ConnectResponse(
            session.Id,
            password,
            session.TimeoutMs,
            IsReadOnly: false,
            remembersAnswers,
            State.Tree.LastZxid,
            State.Tree.LastXidOf(session.Id)));
        Line.ReleaseParked();
    }

    /// <summary>
    /// The session it asked for is gone, or the password is wrong: time-out 0 and id 0 for both (SURFACE.md §1.12).
    /// </summary>
    public void OnSessionGone()
    {
        Tell(new ConnectResponse(
            SessionId.None, default, 0, IsReadOnly: false, RemembersAnswers: false, State.Tree.LastZxid));
        Close(CloseReason.SessionExpired);
    }

    /// <summary>It has proven an identity.</summary>
    public void Identify(Identities caller)
    {
        Caller = caller;
        IsIdentified = State.Authenticator.IsEnough(caller);
    }

    /// <summary>
    /// Ends it: it is told what was made for it already, then why. Its session lives on until it ends by itself.
    /// </summary>
    public void Close(CloseReason why)
    {
        if (Phase == ConnectionPhase.Closed)
            return;
        Phase = ConnectionPhase.Closed;
        State.Watches.DisarmAll(this);
        Line.Clear();
        if (Session is { } session && session.Connection == this)
            session.Connection = null;
        Session = null;
        State.Enqueue(this, new OutboundItem(why));
    }

    private void Tell(in ConnectResponse answer) => State.Enqueue(this, new OutboundItem(answer));
}
