using Coordination.Ensemble.Requests;
using Coordination.Internal;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Ensemble.Connections;

/// <summary>
/// The requests of one connection that are not answered, in their order (RAFT.md §6.3): a read waits for the writes
/// of its own session that came before it, and for nothing else; after a sync everything waits until it is done.
/// </summary>
internal sealed class RequestLine(EnsembleConnection connection)
{
    private readonly ServingState _state = connection.State;

    // Writes on their way through the log, as null, and what waits behind them. Always empty where the log orders at
    // once. Null until it is needed, as the next.
    private Queue<QueuedRequest?>? _pending;

    // What came before the session stood, behind a sync, or past the limit of unanswered requests.
    private Queue<QueuedRequest>? _parked;

    private int _unanswered;
    private bool _isBarred;
    private SyncAtWork? _sync;

    /// <summary>Whether every request is answered, and its answer taken.</summary>
    public bool IsEmpty => _unanswered == 0 && _parked is not { Count: > 0 };

    private bool CanTake =>
        connection.Phase == ConnectionPhase.Open && !_isBarred && _unanswered < _state.Options.Limits.Outstanding;

    /// <summary>
    /// Takes a request, or parks it until it may be taken. Nobody can be made to wait here, as sending never blocks:
    /// who goes on past what may be parked is cut off.
    /// </summary>
    public void Admit<T>(in RequestHeader header, in T request)
        where T : struct, IRequest
    {
        int parked = _parked?.Count ?? 0;
        if (parked == 0 && CanTake)
            Take(header, request);
        else if (parked < _state.Options.Limits.Waiting)
            (_parked ??= new()).Enqueue(new QueuedRequest<T>(header, request));
        else
            connection.Close(CloseReason.Disconnected);
    }

    public void Take<T>(in RequestHeader header, in T request)
        where T : struct, IRequest
    {
        _unanswered++;
        if (!connection.IsIdentified && !RequestKind.NeedsNoIdentity<T>())
        {
            Zxid now = _state.Tree.LastZxid;
            Answer(header.Xid, new Answer<Response>(now, ErrorCode.SessionClosedRequireSaslAuth, null));
            connection.Close(CloseReason.AuthFailed);
            return;
        }

        _isBarred |= IsBarrier<T>();
        if (_pending is { Count: > 0 } && !RequestKind.IsWrite<T>())
            _pending.Enqueue(new QueuedRequest<T>(header, request));
        else
            AnswerInTurn(header, request);
    }

    /// <summary>Answers a request that has nothing to wait for but, maybe, the log.</summary>
    public void AnswerInTurn<T>(in RequestHeader header, in T request)
        where T : struct, IRequest
    {
        if (typeof(T) == typeof(SyncRequest) && !_state.Log.OrdersAtOnce
            && _state.Rules.Allows(((SyncRequest)(object)request).Path))
        {
            _sync = new SyncAtWork(header.Xid, ((SyncRequest)(object)request).Path);
            _state.Log.TrySync(connection);
            return;
        }

        if (!RequestRouter.TryAnswer(connection, header, request, out Answer<Response> answer))
        {
            (_pending ??= new()).Enqueue(null);
            return;
        }

        SessionId session = connection.Session!.Id; // Not null: requests are taken while it is open.
        Answer(header.Xid, answer);
        if (IsBarrier<T>())
            _isBarred = false;
        if (typeof(T) == typeof(CloseSessionRequest) && answer.Code == ErrorCode.Ok)
            _state.Sessions.End(session, CloseReason.SessionClosed);
        if (RequestKind.IsAuthentication<T>() && answer.Code != ErrorCode.Ok)
        {
            _state.Figures.FailedAuthentications++;
            connection.Close(CloseReason.AuthFailed);
        }
    }

    /// <summary>The oldest write on its way is applied: answers it, and what waited for it alone.</summary>
    public void OnApplied(int xid, in Answer<Response> answer)
    {
        if (connection.Phase != ConnectionPhase.Open)
            return; // Closed while it was on its way: the client was told that its outcome is unknown.
        if (_pending is null || !_pending.TryDequeue(out QueuedRequest? write) || write is not null)
            throw new InvalidOperationException("The log handed back a write that is not the oldest of its session.");
        Answer(xid, answer);
        while (_pending.TryPeek(out QueuedRequest? next) && next is not null)
        {
            _pending.Dequeue();
            next.Answer(this);
        }

        ReleaseParked();
    }

    /// <summary>The sync at work is done.</summary>
    public void OnSynced()
    {
        if (_sync is not { } sync)
            return; // The connection was closed meanwhile.
        _sync = null;
        _isBarred = false;
        Answer(sync.Xid, new Answer<Response>(_state.Tree.LastZxid, ErrorCode.Ok, new SyncResponse(sync.Path)));
        ReleaseParked();
    }

    /// <summary>The client has taken answers.</summary>
    public void OnDelivered(int answers)
    {
        _unanswered -= Math.Min(answers, _unanswered);
        ReleaseParked();
    }

    /// <summary>Takes what is parked, as far as it may be taken now.</summary>
    public void ReleaseParked()
    {
        while (_parked is { Count: > 0 } && CanTake)
        {
            if (PlantedBugs.IsOn(PlantedBugs.ParkedOutOfTurn) && _parked.Count > 1)
                _parked.Enqueue(_parked.Dequeue());
            _parked.Dequeue().Take(this);
        }
    }

    /// <summary>Forgets everything: the connection has closed, and what is unanswered is unknown.</summary>
    public void Clear()
    {
        _pending?.Clear(); // Not let go of: it may be walked, and what it holds may close the connection.
        _parked?.Clear();
        _unanswered = 0;
        _sync = null;
    }

    /// <summary>
    /// Whether nothing behind it may be proposed before it is done: a sync, whose reads must not see later writes; an
    /// authentication, by which later writes are judged.
    /// </summary>
    private bool IsBarrier<T>() =>
        !_state.Log.OrdersAtOnce && (typeof(T) == typeof(SyncRequest) || RequestKind.IsAuthentication<T>());

    private void Answer(int xid, in Answer<Response> answer) =>
        _state.Enqueue(connection, new OutboundItem(answer.Body, answer.Zxid, xid, answer.Code));

    private sealed record SyncAtWork(int Xid, ZPath Path);
}
