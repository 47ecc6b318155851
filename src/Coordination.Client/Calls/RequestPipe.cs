using Coordination.Internal;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Calls;

/// <summary>
/// Numbers requests, sends them in order, keeps what is unanswered and bounds it, and sends it again after a reconnect.
/// Used inside the client's gate only, which makes the order of calls the order of xids and the order on the
/// connection.
/// </summary>
internal sealed class RequestPipe(CoordinationClientOptions limits, TimeProvider clock)
{
    private readonly PendingTable _pending = new();
    private readonly CallQueue _queue = new();
    private ITransportConnection? _connection;
    private bool _remembersAnswers;

    /// <summary>The newest change that any answer or event has told of.</summary>
    public Zxid LastZxid { get; private set; }

    /// <summary>
    /// The newest change of which every event has come: one change may fire several, and only an answer, or the event
    /// of a later change, says that no more follow.
    /// </summary>
    public Zxid ToldZxid { get; private set; }

    /// <summary>Whether a server serves the session, so that requests are sent.</summary>
    public bool IsUp => _connection is not null;

    /// <summary>The ensemble has begun anew: what was seen of the old one says nothing of it.</summary>
    public void ForgetZxid() => LastZxid = ToldZxid = Zxid.None;

    /// <summary>
    /// A session has begun that another client may have used: requests are numbered above what it used, or they would
    /// be taken for that client's.
    /// </summary>
    public void ContinueAfter(int xid) => _pending.ContinueAfter(xid);

    /// <summary>An event has come.</summary>
    public void NoteEvent(Zxid zxid)
    {
        if (zxid <= LastZxid)
            return;
        ToldZxid = LastZxid;
        LastZxid = zxid;
    }

    /// <summary>An answer has come.</summary>
    private void NoteZxid(Zxid zxid)
    {
        if (zxid >= LastZxid)
            LastZxid = ToldZxid = zxid;
    }

    /// <summary>Has a read answered at once, if nothing is in its way; false where it must be submitted.</summary>
    public bool TryRead<T, R>(in T request, out Answer<R> answer)
        where T : struct, IReadRequest<R>
        where R : Response
    {
        if (_connection is not { } connection || _pending.Count != 0)
        {
            answer = default;
            return false;
        }

        // A read that is answered at once uses up no xid: nothing will ever refer to it.
        if (!connection.TryExecute(new RequestHeader(_pending.NextXid, _pending.AckedXid), in request, out answer))
            return false;
        NoteZxid(answer.Zxid);
        return true;
    }

    /// <summary>Has a write answered at once, if nothing is in its way; false where it must be submitted.</summary>
    public bool TryWrite<T, R>(in T request, out Answer<R> answer)
        where T : struct, IRequest<R>
        where R : Response
    {
        if (_connection is not { } connection || _pending.Count != 0)
        {
            answer = default;
            return false;
        }

        if (!connection.TryExecute(new RequestHeader(_pending.NextXid, _pending.AckedXid), in request, out answer))
            return false;
        _pending.Skip();
        NoteZxid(answer.Zxid);
        return true;
    }

    /// <summary>Sends a call in its turn.</summary>
    public void Submit(Call call, bool failFast = false)
    {
        if (!call.IsAwaited)
            return;
        if (failFast && _connection is null)
            call.End(CallEnd.NotConnected);
        else if (_connection is null || !_queue.IsEmpty || !HasRoomFor(call))
            Queue(call);
        else
            SendNow(call);
    }

    /// <summary>Sends a call past those that wait; a server must be connected.</summary>
    public void SendNow(Call call)
    {
        ITransportConnection connection = _connection ?? throw new InvalidOperationException("No server is connected.");
        _pending.Add(call);
        Send(connection, call);
    }

    /// <summary>Takes a waiting call out of the queue, as its caller has given up.</summary>
    public void Withdraw(Call call)
    {
        _queue.Remove(call);
        SendWaiting();
    }

    /// <summary>An answer came; returns what it answers, or null where nobody waits for it.</summary>
    public Call? Answer(int xid, in Answer<Response> answer, long eventsBefore)
    {
        if (_pending.Take(xid) is not { } call)
            return null;
        NoteZxid(answer.Zxid);
        call.Answer(answer, eventsBefore);
        SendWaiting();
        return call;
    }

    /// <summary>
    /// A server serves the session: from now on requests can be sent. Returns what earlier connections left unanswered,
    /// for <see cref="Resend"/>.
    /// </summary>
    public Call[] Attach(ITransportConnection connection, bool remembersAnswers)
    {
        _connection = connection;
        _remembersAnswers = remembersAnswers;
        return _pending.ToArray();
    }

    /// <summary>Sends again what was unanswered, under the same numbers in the same order, then what waits.</summary>
    public void Resend(Call[] unanswered)
    {
        ITransportConnection connection = _connection ?? throw new InvalidOperationException("No server is connected.");
        foreach (Call call in unanswered)
        {
            if (!call.IsRead && !_remembersAnswers)
            {
                Drop(call, CallEnd.ConnectionLost);
                continue;
            }

            if (PlantedBugs.IsOn(PlantedBugs.ResendsUnderNewXid))
            {
                _pending.Take(call.Xid);
                _pending.Add(call);
            }

            Send(connection, call);
        }

        SendWaiting();
    }

    /// <summary>Nobody serves the session now: ends what cannot be sent again.</summary>
    public void Detach()
    {
        if (_connection is null)
            return;
        _connection = null;
        foreach (Call call in _pending.ToArray())
        {
            bool isSentAgain = call.IsAwaited && !call.EndsWithConnection && (call.IsRead || _remembersAnswers);
            if (!isSentAgain)
                Drop(call, CallEnd.ConnectionLost);
        }

        for (Call? call = _queue.First; call is not null;)
        {
            Call? next = call.Next;
            if (call.EndsWithConnection)
                EndQueued(call, CallEnd.ConnectionLost);
            call = next;
        }
    }

    /// <summary>Ends everything that waits to be sent.</summary>
    public void EndQueued(CallEnd end)
    {
        while (_queue.First is { } call)
            EndQueued(call, end);
    }

    /// <summary>Ends everything, sent or not.</summary>
    public void EndAll(CallEnd end)
    {
        foreach (Call call in _pending.ToArray())
            Drop(call, end);
        EndQueued(end);
    }

    private bool HasRoomFor(Call call) =>
        _pending.Count == 0
        || (_pending.Count < limits.MaxOutstandingRequests
            && _pending.Bytes + call.Bytes <= limits.MaxOutstandingBytes);

    private void Queue(Call call)
    {
        bool mayWait = call.IsOwn || _queue.IsEmpty
            || (_queue.Count < limits.MaxWaitingRequests && _queue.Bytes + call.Bytes <= limits.MaxWaitingBytes);
        if (mayWait)
            _queue.Add(call);
        else
            call.End(CallEnd.TooManyWait);
    }

    private void SendWaiting()
    {
        while (_connection is not null && _queue.First is { } call && HasRoomFor(call))
        {
            if (PlantedBugs.IsOn(PlantedBugs.WaitersOvertake) && call.Next is { } second)
                call = second;
            _queue.Remove(call);
            SendNow(call);
        }
    }

    private void Send(ITransportConnection connection, Call call)
    {
        call.WasSent = true;
        call.SentAt = clock.GetTimestamp();
        call.SendOn(connection, new RequestHeader(call.Xid, _pending.AckedXid));
    }

    private void Drop(Call call, CallEnd end)
    {
        if (_pending.Take(call.Xid) is not null)
            call.End(end);
    }

    private void EndQueued(Call call, CallEnd end)
    {
        _queue.Remove(call);
        call.End(end);
    }
}
