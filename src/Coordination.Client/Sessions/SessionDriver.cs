using Coordination.Calls;
using Coordination.Diagnostics;
using Coordination.Requests;
using Coordination.Streams;
using Coordination.Transports;
using Coordination.Watches;
using Microsoft.Extensions.Logging;

namespace Coordination.Sessions;

/// <summary>
/// Carries out what a <see cref="SessionMachine"/> decides: opens and closes connections, puts sessions in force and
/// ends them, keeps the one timer. Used inside the client's gate only.
/// </summary>
internal sealed partial class SessionDriver
{
    private readonly ClientCore _core;
    private readonly RequestPipe _pipe;
    private readonly WatchHub _hub;
    private readonly CoordinationClientOptions _options;
    private readonly IReadOnlyList<ITransport> _transports;
    private readonly ILogger _logger;
    private readonly SessionMachine _machine;
    private readonly SessionTimer _timer;
    private readonly List<AuthCredentials> _auth;
    private readonly List<ConnectionStream> _streams = [];
    private readonly List<SessionCloser> _closers = [];

    private ConnectionSink? _sink;
    private ITransportConnection? _connection;
    private bool _isFromZero;

    // Whoever asked was told that the session in force is overdue and cannot be proven: from then on nothing proves it.
    private bool _wasDenied;
    private int _lastXid;
    private ClientSession _session;

    public SessionDriver(
        ClientCore core, RequestPipe pipe, WatchHub hub, IReadOnlyList<ITransport> transports,
            CoordinationClientOptions options, ILogger logger)
    {
        _core = core;
        _pipe = pipe;
        _hub = hub;
        _transports = transports;
        _options = options;
        _logger = logger;
        _auth = [.. options.Auth];
        _machine = new SessionMachine(SessionSettings.For(options, transports.Count, core.Clock));
        _timer = new SessionTimer(core.Clock, core.OnTimer);
        _session = ClientSession.None(core);
    }

    /// <summary>The session in force, or the last one. Outside the gate too.</summary>
    public ClientSession Session => Volatile.Read(ref _session);

    public ConnectionChange State { get; private set; }

    /// <summary>
    /// What ends calls when the session ends; other than <see cref="CallEnd.SessionLost"/> once the client itself is
    /// ending.
    /// </summary>
    public CallEnd EndedBy { get; private set; } = CallEnd.SessionLost;

    public bool IsEnding => EndedBy != CallEnd.SessionLost;

    public bool IsStopped => _machine.Phase == SessionPhase.Stopped;

    public bool Uses(ConnectionSink sink) => sink == _sink;

    public void Start(long now)
    {
        _machine.Start(now);
        CarryOut(now);
    }

    public void Tick(long now)
    {
        _timer.Fired();
        ProveIfOverdue(now);
        _machine.Tick(now);
        CarryOut(now);
    }

    /// <summary>
    /// Asks whether an overdue session stands, where that is possible in this process; false where it does not, or
    /// cannot be told.
    /// </summary>
    public bool TryProve(ClientSession session, long now)
    {
        if (session != _session || session.IsOver)
            return false;
        ProveIfOverdue(now);
        CarryOut(now);
        bool stands = now < session.ValidUntil;
        _wasDenied |= !stands;
        return stands;
    }

    public void Connected(long now, in ConnectResponse answer)
    {
        ProveIfOverdue(now);
        _lastXid = answer.LastXid;
        _machine.Connected(now, answer);
        CarryOut(now);
    }

    public void Answered(long now, long sentAt)
    {
        ProveIfOverdue(now);
        _machine.Answered(now, sentAt);
        CarryOut(now);
    }

    public void Closed(long now, CloseReason why)
    {
        if (why == CloseReason.AuthFailed && !IsEnding)
            EndedBy = CallEnd.AuthFailed;
        _machine.Closed(now, why);
        CarryOut(now);
    }

    /// <summary>The application ends the client: from now on nothing is begun, and what it held is over.</summary>
    public void BeginEnding(Action afterLost)
    {
        EndedBy = CallEnd.Disposed;
        _pipe.EndQueued(CallEnd.Disposed);
        if (_session.IsOver)
            afterLost();
        else
            _session.End(afterLost);
    }

    /// <summary>Has the session closed, where a server can be told so.</summary>
    public void CloseSession(long now)
    {
        _machine.BeginClosing(now);
        if (_machine.Phase == SessionPhase.Up)
            SendClose();
        CarryOut(now);
    }

    public void Stop(long now)
    {
        _machine.Stop();
        CarryOut(now);
    }

    /// <summary>
    /// An identity was accepted, and is proven on every later connection, or refused, and the client stops.
    /// </summary>
    public void AuthAnswered(AuthCredentials auth, ErrorCode code, bool isNew)
    {
        if (code == ErrorCode.Ok && isNew)
            _auth.Add(auth);
        if (code != ErrorCode.AuthFailed || IsEnding)
            return;
        Log.AuthRefused(_logger, auth.Scheme);
        EndedBy = CallEnd.AuthFailed;
        Stop(_core.Clock.GetTimestamp());
    }

    public void Join(ConnectionStream stream)
    {
        stream.Push(State);
        if (IsStopped)
            stream.End(null, isAtOnce: false);
        else
            _streams.Add(stream);
    }

    public void Leave(ConnectionStream stream) => _streams.Remove(stream);

    public static void LogLostCallbackFailed(ILogger logger, Exception failure) =>
        Log.LostCallbackFailed(logger, failure);

    private void ProveIfOverdue(long now)
    {
        if (!_wasDenied && _machine.IsOverdue(now) && _connection?.TryProveAlive() == true)
            _machine.Prove(now);
    }

    private void CarryOut(long now)
    {
        while (_machine.TryTake(out SessionOutput output))
            CarryOut(output);
        if (_machine.Session is not null)
            _session.MoveValidUntil(_machine.ValidUntil);
        _timer.Set(_machine.NextDue, now);
    }

    private void CarryOut(in SessionOutput output)
    {
        switch (output.Kind)
        {
            case SessionOutputKind.Dial:
                Dial(output);
                break;
            case SessionOutputKind.HangUp:
                HangUp();
                break;
            case SessionOutputKind.Begin:
                Begin();
                break;
            case SessionOutputKind.Resume:
                Resume();
                break;
            case SessionOutputKind.Suspend:
                Suspend();
                break;
            case SessionOutputKind.Lose:
                Lose();
                break;
            case SessionOutputKind.Ping:
                Ping();
                break;
            case SessionOutputKind.Surrender:
                Surrender(output);
                break;
            default:
                Finish();
                break;
        }
    }

    private void Dial(in SessionOutput output)
    {
        Log.Dialling(_logger, output.Transport, output.Ticket.Id);
        _isFromZero = output.FromZero;
        if (_isFromZero)
            Log.StartedFromZero(_logger, _pipe.LastZxid);
        _sink = new ConnectionSink(_core);
        _connection = _transports[output.Transport].Open(_sink);
        _connection.Connect(new ConnectRequest(
            output.Ticket.Id,
            output.Ticket.Password,
            _machine.TimeoutMs,
            _isFromZero ? Zxid.None : _pipe.LastZxid,
            _options.AcceptsReadOnly));
    }

    private void HangUp()
    {
        _pipe.Detach();
        _hub.Detach();
        _sink = null;
        _connection?.Dispose();
        _connection = null;
    }

    private void Begin()
    {
        SessionGrant grant = _machine.Session!.Value; // Not null: a session has just begun.
        Telemetry.SessionBegun();
        Log.SessionBegun(_logger, grant.Ticket.Id, grant.TimeoutMs);
        if (_isFromZero)
            _pipe.ForgetZxid();
        _wasDenied = false;
        var session = new ClientSession(_core, grant);
        session.MoveValidUntil(_machine.ValidUntil);
        _pipe.ContinueAfter(_lastXid);
        Volatile.Write(ref _session, session);
        GoUp(grant);
    }

    private void Resume()
    {
        SessionGrant grant = _machine.Session!.Value; // Not null: it has just been taken up again.
        Log.SessionResumed(_logger, grant.Ticket.Id);
        _session.Regrant(grant);
        if (IsEnding)
        {
            _pipe.Attach(_connection!, grant.RemembersAnswers); // Not null: it has just answered.
            SendClose();
        }
        else
        {
            GoUp(grant);
        }
    }

    // The order in which requests go out on a new connection: identities, watches, what was unanswered, what waits.
    private void GoUp(in SessionGrant grant)
    {
        _session.MoveValidUntil(_machine.ValidUntil);
        Call[] unanswered = _pipe.Attach(_connection!, grant.RemembersAnswers); // Not null: it has just answered.
        foreach (AuthCredentials auth in _auth)
        {
            _pipe.SendNow(new ControlCall<AuthRequest>(
                new AuthRequest(auth.Scheme, auth.Credentials),
                outlivesConnection: false,
                answer => AuthAnswered(auth, answer.Code, isNew: false)));
        }

        Publish(grant.IsReadOnly ? ConnectionState.ConnectedReadOnly : ConnectionState.Connected);
        _hub.Attach(grant.RemembersAnswers, hasBegunAnew: _isFromZero);
        _isFromZero = false;
        _pipe.Resend(unanswered);
    }

    private void Suspend()
    {
        HangUp();
        Telemetry.Disconnected();
        Log.SessionSuspended(_logger, _session.Id);
        Publish(ConnectionState.Suspended);
    }

    private void Lose()
    {
        Telemetry.SessionLost();
        if (!IsEnding)
            Log.SessionLost(_logger, _session.Id);
        _session.End();
        _pipe.EndAll(EndedBy);
        if (!IsEnding)
            Publish(ConnectionState.Lost);
    }

    private void Ping()
    {
        long sentAt = _core.Clock.GetTimestamp();
        if (_pipe.TryWrite(new PingRequest(), out Answer<EmptyResponse> _))
        {
            _machine.Answered(sentAt, sentAt);
            return;
        }

        _pipe.SendNow(new ControlCall<PingRequest>(new PingRequest(), outlivesConnection: false, static _ => { }));
    }

    private void SendClose() => _pipe.SendNow(new ControlCall<CloseSessionRequest>(
        new CloseSessionRequest(), outlivesConnection: false, _ => Stop(_core.Clock.GetTimestamp())));

    private void Surrender(in SessionOutput output)
    {
        Log.SessionSurrendered(_logger, output.Ticket.Id);
        _closers.RemoveAll(static closer => closer.IsOver);
        _closers.Add(new SessionCloser(_transports[output.Transport], output.Ticket, _machine.TimeoutMs));
    }

    private void Finish()
    {
        foreach (SessionCloser closer in _closers)
            closer.Dispose();
        _closers.Clear();
        _timer.Dispose();
        _pipe.EndAll(EndedBy);
        _hub.EndAll(EndedBy);
        Publish(EndedBy == CallEnd.AuthFailed ? ConnectionState.AuthFailed : ConnectionState.Closed);
        Log.ClientStopped(_logger, State.State);
        foreach (ConnectionStream stream in _streams)
            stream.End(null, isAtOnce: false);
        _streams.Clear();
        _core.OnStopped();
    }

    private void Publish(ConnectionState state)
    {
        State = new ConnectionChange(state, _session.Id);
        foreach (ConnectionStream stream in _streams)
            stream.Push(State);
    }
}
