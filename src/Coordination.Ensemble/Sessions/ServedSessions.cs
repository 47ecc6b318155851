using Coordination.Ensemble.Connections;
using Coordination.Internal;
using Coordination.Requests;
using Coordination.Transports;
using Coordination.Tree.Commands;
using Coordination.Tree.Security;

namespace Coordination.Ensemble.Sessions;

/// <summary>
/// The sessions that this process serves: which connection each has, and when each was last heard from. That they
/// exist, who owns them and that they end is in the tree, by commands only (RAFT.md §6.2). Guarded by the ensemble's
/// exclusion.
/// </summary>
internal sealed class ServedSessions
{
    private readonly ServingState _state;
    private readonly Dictionary<SessionId, ServedSession> _sessions = [];
    private readonly SessionClock _clock;
    private readonly SessionExpiry _expiry;

    public ServedSessions(ServingState state)
    {
        _state = state;
        TickMs = TickOf(state.Options.MinSessionTimeout);
        TimeProvider time = state.Options.TimeProvider;
        _clock = new SessionClock(time.TimestampFrequency * TickMs / 1_000, time.GetTimestamp());
        _expiry = new SessionExpiry(TickMs);
    }

    /// <summary>How often sessions are looked at, milliseconds.</summary>
    public int TickMs { get; }

    public int Count => _sessions.Count;

    /// <summary>Each session, and how long it stands if it is not heard from again.</summary>
    public IEnumerable<(SessionId Session, TimeSpan ExpiresIn)> Remaining => _sessions.Values.Select(session =>
        (session.Id, TimeSpan.FromMilliseconds(_expiry.RemainingMs(session))));

    /// <summary>A password that nobody can guess.</summary>
    public SessionPassword DrawPassword()
    {
        Span<byte> bytes = stackalloc byte[SessionPassword.Length];
        _state.Options.DrawRandom(bytes);
        return new SessionPassword(bytes);
    }

    public void MarkHeard(ServedSession session) => _expiry.MarkHeard(session);

    /// <summary>Opens a session for a connection, or takes one up again.</summary>
    public void Open(EnsembleConnection connection, in ConnectRequest request, SessionPassword fresh)
    {
        // A server behind what the client has seen would show it the past (SURFACE.md §1.6).
        bool isNew = request.Session == SessionId.None;
        if (request.LastZxidSeen > _state.Tree.LastZxid || (isNew && Count >= _state.Options.Limits.Sessions))
        {
            _state.Figures.RefusedConnections++;
            connection.Close(CloseReason.Refused);
            return;
        }

        byte replica = _state.Options.Replica;
        bool remembers = connection.Origin.RemembersAnswers && !PlantedBugs.IsOn(PlantedBugs.RetryIsDoneAgain);
        IRequest body = isNew
            ? new CreateSessionRequest(fresh, Granted(request.TimeoutMs), replica, remembers)
            : new AttachSessionRequest(request.Session, request.Password, replica);
        var command = new Command(default, 0, SessionId.None, 0, 0, 0, Identities.Anonymous, body);
        if (_state.TryCommit(command, connection, out Answer<Response> answer))
            OnApplied(command, answer, connection);
    }

    /// <summary>Follows a command that concerns sessions, from whichever replica it came.</summary>
    /// <param name="command">The command.</param>
    /// <param name="answer">What came of it.</param>
    /// <param name="opener">The connection that waits for it; null where it is none of ours.</param>
    public void OnApplied(in Command command, in Answer<Response> answer, EnsembleConnection? opener)
    {
        switch (command.Body)
        {
            case CreateSessionRequest create when answer.Body is CreateSessionResponse made:
                OnCreated(create, made, opener);
                break;
            case AttachSessionRequest attach when answer.Body is AttachSessionResponse attached:
                OnAttached(attach, attached, opener);
                break;
            case AttachSessionRequest or CreateSessionRequest:
                if (opener is { Phase: ConnectionPhase.Connecting })
                    opener.OnSessionGone();
                break;
            case ExpireSessionRequest expire when answer.Code == ErrorCode.Ok:
                _state.Figures.ExpiredSessions++;
                End(expire.Session, CloseReason.SessionExpired);
                break;
            case CloseSessionRequest when answer.Code == ErrorCode.Ok:
                End(command.Session, CloseReason.SessionClosed);
                break;
            default:
                break;
        }
    }

    /// <summary>Serves a session that was there before this process: it counts as heard now.</summary>
    public void Restore(SessionId id, int timeoutMs, int attach) =>
        Serve(new ServedSession(id, timeoutMs) { Attach = attach });

    /// <summary>Forgets a session that is over, and ends its connection.</summary>
    public void End(SessionId id, CloseReason why)
    {
        if (!_sessions.Remove(id, out ServedSession? session))
            return;
        _expiry.Remove(session);
        session.Connection?.Close(why);
    }

    /// <summary>Moves the clock on and adds to <paramref name="due"/> whoever was silent for too long.</summary>
    /// <returns>Whether nobody had been there to judge for a while.</returns>
    public bool Tick(long timestamp, List<ServedSession> due)
    {
        bool wasPaused = _clock.Advance(timestamp);
        if (wasPaused)
            _state.Figures.Pauses++;
        _expiry.Advance(_clock.Tick, due);
        return wasPaused;
    }

    /// <summary>
    /// A tenth of the shortest time-out, so that an expiry is late by a fifth of it at most; from 5 ms to 100 ms.
    /// </summary>
    private static int TickOf(TimeSpan shortest) => (int)Math.Clamp(shortest.TotalMilliseconds / 10, 5, 100);

    private int Granted(int askedMs)
    {
        TimeSpan shortest = _state.Options.MinSessionTimeout;
        TimeSpan longest = _state.Options.MaxSessionTimeout;
        return Math.Clamp(askedMs, (int)shortest.TotalMilliseconds, (int)longest.TotalMilliseconds);
    }

    private static bool SaysRemembered(bool isRemembered) =>
        isRemembered || PlantedBugs.IsOn(PlantedBugs.RetryIsDoneAgain);

    private void OnCreated(in CreateSessionRequest create, CreateSessionResponse made, EnsembleConnection? opener)
    {
        if (create.Replica != _state.Options.Replica)
            return;
        ServedSession session = Serve(new ServedSession(made.Session, create.TimeoutMs));
        if (opener is { Phase: ConnectionPhase.Connecting })
            opener.OnOpened(session, create.Password, SaysRemembered(create.RemembersAnswers));
    }

    private void OnAttached(in AttachSessionRequest attach, AttachSessionResponse attached, EnsembleConnection? opener)
    {
        // One connection per session: whoever had it before has lost it, here or to another replica.
        if (_sessions.TryGetValue(attach.Session, out ServedSession? session)
            && !PlantedBugs.IsOn(PlantedBugs.OlderConnectionGoesOn))
        {
            session.Connection?.Close(CloseReason.Disconnected);
        }

        if (attach.Replica != _state.Options.Replica)
        {
            End(attach.Session, CloseReason.Disconnected);
            return;
        }

        session ??= Serve(new ServedSession(attach.Session, attached.TimeoutMs));
        session.Attach = attached.Attach;
        MarkHeard(session);
        if (opener is { Phase: ConnectionPhase.Connecting })
            opener.OnOpened(session, attach.Password, SaysRemembered(attached.RemembersAnswers));
    }

    private ServedSession Serve(ServedSession session)
    {
        _sessions.Add(session.Id, session);
        _expiry.Add(session);
        return session;
    }
}
