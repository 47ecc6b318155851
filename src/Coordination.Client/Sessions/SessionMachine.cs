using Coordination.Internal;
using Coordination.Transports;

namespace Coordination.Sessions;

/// <summary>
/// Decides everything about a client's sessions and connections: what to do on which event at which time. It does
/// nothing itself: inputs are stepped in with the time they came at, outputs are taken out and carried out in order.
/// </summary>
/// <remarks>
/// The rule it exists for: once the clock has passed <see cref="ValidUntil"/> the session is over for this client,
/// whatever arrives later, since whoever compared clocks has already been told so. A session given up that way is never
/// taken up again; a server is asked to close it.
/// </remarks>
internal sealed class SessionMachine
{
    /// <summary>
    /// Sessions given up that are remembered for a server to close; the oldest have long expired by themselves.
    /// </summary>
    private const int MostGivenUp = 16;

    private readonly SessionSettings _settings;
    private readonly Queue<SessionOutput> _outputs = new();
    private readonly Queue<SessionTicket> _givenUp = new();

    private SessionTicket? _resume;
    private SessionTimes _times;
    private int _transport;
    private int _failures;
    private long _dialledAt;
    private long _dialAt;
    private long _heardAt;
    private long _pingAt;
    private long? _unansweredPingAt;
    private long? _refusedSince;
    private bool _isClosing;

    public SessionMachine(SessionSettings settings)
    {
        _settings = settings;
        _resume = settings.Resume;
        _times = TimesFor(settings.TimeoutMs, remembersAnswers: false);
    }

    /// <summary>The time-out that is asked for, milliseconds.</summary>
    public int TimeoutMs => _settings.TimeoutMs;

    public SessionPhase Phase { get; private set; }

    /// <summary>The session in force; null between two.</summary>
    public SessionGrant? Session { get; private set; }

    /// <summary>Until when the session in force is proven to stand, a timestamp.</summary>
    public long ValidUntil { get; private set; } = long.MinValue;

    /// <summary>When a tick is wanted next, a timestamp; <see cref="long.MaxValue"/> for never.</summary>
    public long NextDue => Phase switch
    {
        SessionPhase.Dialling => Math.Min(_dialledAt + _times.SilenceLimit, ExpiryDue),
        SessionPhase.BackingOff => Math.Min(_dialAt, ExpiryDue),
        SessionPhase.Up => Math.Min(_unansweredPingAt is null ? _pingAt : SilenceDue, ExpiryDue),
        _ => long.MaxValue,
    };

    private long ExpiryDue => Session is null ? long.MaxValue : ValidUntil;

    // A ping must have had time to be answered: after a pause of this process the silence was its own.
    private long SilenceDue => _unansweredPingAt is { } sent
        ? Math.Max(_heardAt + _times.SilenceLimit, sent + _times.HeartbeatEvery)
        : long.MaxValue;

    public bool TryTake(out SessionOutput output) => _outputs.TryDequeue(out output);

    /// <summary>Whether the session in force can no longer be proven by the clock.</summary>
    public bool IsOverdue(long now) => Session is not null && now >= ValidUntil;

    public void Start(long now) => Dial(now);

    /// <summary>The ensemble, asked in this process, says that the session stands now.</summary>
    public void Prove(long now)
    {
        if (Session is null)
            return;
        _heardAt = now;
        ValidUntil = Math.Max(ValidUntil, now + _times.ValidFor);
    }

    /// <summary>A request sent on the connection in use was answered.</summary>
    public void Answered(long now, long sentAt)
    {
        if (LoseIfOverdue(now) || Phase != SessionPhase.Up)
            return;
        _failures = 0;
        _heardAt = now;
        if (_unansweredPingAt <= sentAt)
            _unansweredPingAt = null;
        ValidUntil = Math.Max(ValidUntil, ProvenBy(now, sentAt));
    }

    public void Tick(long now)
    {
        if (LoseIfOverdue(now))
            return;
        switch (Phase)
        {
            case SessionPhase.Dialling when now >= _dialledAt + _times.SilenceLimit:
                Put(SessionOutputKind.HangUp);
                FailDial(now);
                break;
            case SessionPhase.BackingOff when now >= _dialAt:
                Dial(now);
                break;
            case SessionPhase.Up when now >= SilenceDue:
                Suspend(now);
                break;
            case SessionPhase.Up when _unansweredPingAt is null && now >= _pingAt:
                _pingAt = now + _times.HeartbeatEvery;
                _unansweredPingAt = now;
                Put(SessionOutputKind.Ping);
                break;
            default:
                break; // Woken early.
        }
    }

    public void Connected(long now, in ConnectResponse answer)
    {
        if (LoseIfOverdue(now) || Phase != SessionPhase.Dialling)
            return;

        _refusedSince = null;
        SessionId asked = Session?.Ticket.Id ?? _resume?.Id ?? SessionId.None;
        bool isGone = answer.IsExpired || (asked != SessionId.None && answer.Session != asked);
        if (isGone && asked == SessionId.None)
        {
            Put(SessionOutputKind.HangUp);
            FailDial(now); // A new session was asked for, and none was given.
        }
        else if (isGone)
        {
            EndSession();
            Put(SessionOutputKind.HangUp);
            DialOrStop(now);
        }
        else
        {
            GoUp(now, answer);
        }
    }

    /// <summary>The connection in use, or being opened, is gone.</summary>
    public void Closed(long now, CloseReason why)
    {
        if (LoseIfOverdue(now))
            return;
        if (why == CloseReason.AuthFailed)
            Stop();
        else if (why is CloseReason.SessionExpired or CloseReason.SessionClosed && (
            Session is not null || _resume is not null))
        {
            EndSession();
            Put(SessionOutputKind.HangUp);
            DialOrStop(now);
        }
        else if (Phase == SessionPhase.Up)
        {
            Suspend(now);
        }
        else if (Phase == SessionPhase.Dialling)
        {
            Put(SessionOutputKind.HangUp);
            NoteRefusal(now, why);
            FailDial(now);
        }
    }

    /// <summary>
    /// The client wants to end: the session is to be closed where a server can be told without waiting for one to come
    /// back.
    /// </summary>
    public void BeginClosing(long now)
    {
        _isClosing = true;
        if (Session is null)
            Stop();
        else if (Phase == SessionPhase.BackingOff)
        {
            _transport = 0;
            Dial(now);
        }
    }

    public void Stop()
    {
        if (Phase == SessionPhase.Stopped)
            return;
        EndSession();
        if (Phase is SessionPhase.Up or SessionPhase.Dialling)
            Put(SessionOutputKind.HangUp);
        Phase = SessionPhase.Stopped;
        Put(SessionOutputKind.Stop);
    }

    private static long ProvenFrom(long now, long sentAt) =>
        PlantedBugs.IsOn(PlantedBugs.ProvenFromAnswer) ? now : sentAt;

    private long ProvenBy(long now, long sentAt) => ProvenFrom(now, sentAt) + _times.ValidFor;

    private SessionTimes TimesFor(int timeoutMs, bool remembersAnswers) =>
        SessionTimes.For(timeoutMs, remembersAnswers, _settings.ServerTickMs, _settings.TimestampsPerSecond);

    private void Put(SessionOutputKind kind) => _outputs.Enqueue(new SessionOutput(kind));

    private void Dial(long now)
    {
        Phase = SessionPhase.Dialling;
        _dialledAt = now;
        bool isNew = Session is null && _resume is null;
        bool isFromZero = isNew && _refusedSince is { } since
            && now - since >= SessionTimes.ToTimestamps(_settings.TimeoutMs, _settings.TimestampsPerSecond);
        _outputs.Enqueue(
            new SessionOutput(SessionOutputKind.Dial, _transport, Session?.Ticket ?? _resume ?? default, isFromZero));
    }

    private void DialOrStop(long now)
    {
        if (_isClosing)
            Stop();
        else
            Dial(now);
    }

    // The transports are tried in order without a pause; after the last one there is a pause.
    private void FailDial(long now)
    {
        _transport = (_transport + 1) % _settings.TransportCount;
        if (_transport > 0)
            Dial(now);
        else if (_isClosing)
            Stop();
        else
            BackOff(now);
    }

    private void BackOff(long now)
    {
        // While a session stands several attempts must fit in what is left of it.
        long most = Session is null
            ? _settings.MaxReconnectDelay : Math.Min(_settings.MaxReconnectDelay, _times.HeartbeatEvery);
        double draw = _settings.Random.NextDouble();
        Phase = SessionPhase.BackingOff;
        _dialAt = now + Backoff.Delay(_failures++, _settings.MinReconnectDelay, most, draw);
    }

    private void Suspend(long now)
    {
        _unansweredPingAt = null;
        Put(SessionOutputKind.Suspend);
        _transport = 0;
        if (_isClosing)
            Stop();
        else
            BackOff(now);
    }

    private void GoUp(long now, in ConnectResponse answer)
    {
        bool isResumed = Session is not null;
        Session = new SessionGrant(
            new SessionTicket(
                answer.Session, answer.Password), answer.TimeoutMs, answer.IsReadOnly, answer.RemembersAnswers);
        _resume = null;
        _times = TimesFor(answer.TimeoutMs, answer.RemembersAnswers);
        Phase = SessionPhase.Up;
        _heardAt = now;
        _pingAt = now + _times.HeartbeatEvery;
        _unansweredPingAt = null;
        long proven = ProvenBy(now, _dialledAt);
        ValidUntil = isResumed ? Math.Max(ValidUntil, proven) : proven;
        Put(isResumed ? SessionOutputKind.Resume : SessionOutputKind.Begin);
        while (_givenUp.TryDequeue(out SessionTicket ticket))
            _outputs.Enqueue(new SessionOutput(SessionOutputKind.Surrender, _transport, ticket));
    }

    private bool LoseIfOverdue(long now)
    {
        if (!IsOverdue(now) || PlantedBugs.IsOn(PlantedBugs.NeverLosesByClock))
            return false;

        SessionTicket ticket = Session!.Value.Ticket; // Not null: it is overdue.
        bool isOnLine = Phase is SessionPhase.Up or SessionPhase.Dialling;
        EndSession();
        GiveUp(ticket);
        if (isOnLine)
            Put(SessionOutputKind.HangUp);
        if (_isClosing)
            Stop();
        else if (isOnLine)
        {
            _transport = 0;
            Dial(now);
        }

        return true;
    }

    private void GiveUp(SessionTicket ticket)
    {
        if (PlantedBugs.IsOn(PlantedBugs.TakesUpGivenUpSession))
        {
            _resume = ticket;
            return;
        }

        if (_givenUp.Count == MostGivenUp)
            _givenUp.Dequeue();
        _givenUp.Enqueue(ticket);
    }

    private void EndSession()
    {
        _unansweredPingAt = null;
        _resume = null;
        if (Session is null)
            return;
        Session = null;
        Put(SessionOutputKind.Lose);
    }

    // Servers that have seen less than this client refuse it. Where all of them do for a whole time-out, the ensemble
    // has begun anew (it kept nothing, or was rebuilt), and a new session need not see what the old ones saw.
    private void NoteRefusal(long now, CloseReason why)
    {
        if (why == CloseReason.Refused)
            _refusedSince ??= now;
        else
            _refusedSince = null;
    }
}
