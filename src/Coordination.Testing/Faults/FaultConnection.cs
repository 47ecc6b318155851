using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Testing;

/// <summary>
/// One connection with faults on its way. It behaves as TCP does: what arrives, arrives in order and once; behind a
/// lost message nothing arrives; and a connection that lost something ends, sooner or later, at either end by itself.
/// So a request comes twice only as in life: sent again on the next connection, and then from this one, late.
/// </summary>
internal sealed class FaultConnection : ITransportConnection, IConnectionSink
{
    private readonly Lock _lock = new();
    private readonly Lock _farCalls = new(); // The inner connection takes one call at a time; taken before _lock.
    private readonly FaultTransport _transport;
    private readonly IConnectionSink _sink;
    private readonly FaultLane _toFar;
    private readonly FaultLane _toNear;
    private readonly int? _lastStep;
    private readonly HashSet<int> _pings = [];
    private ITransportConnection? _far;
    private int _steps;
    private int _unanswered;
    private bool _isConnected;
    private bool _isBroken;
    private bool _isFarClosed;
    private bool _isNearClosed;

    public FaultConnection(FaultTransport transport, IConnectionSink sink)
    {
        _transport = transport;
        _sink = sink;
        _toFar = new FaultLane(_lock, transport.Far, transport.LinkToFar);
        _toNear = new FaultLane(_lock, transport.Near, transport.LinkToNear);
        _lastStep = transport.Faults.DisconnectAtStep;
    }

    /// <summary>What takes the session up; none before it stands.</summary>
    public SessionTicket? Ticket { get; private set; }

    /// <summary>How long the ensemble keeps the session without hearing from it; zero before it stands.</summary>
    public TimeSpan SessionTimeout { get; private set; }

    private Faults Faults => _transport.Faults;

    /// <summary>Dials, or fails to.</summary>
    public void Open()
    {
        lock (_lock)
        {
            if (_transport.IsCut || _transport.Random.Chance(Faults.RefuseConnection))
            {
                _transport.Tell("cannot connect");
                _isBroken = true;
                _isFarClosed = true;
                _toFar.Cut();
                CloseNear(CloseReason.Unreachable, _transport.DrawPatience());
                return;
            }

            _toFar.Send(OpenFar, _transport.DrawLatency());
        }
    }

    public void Connect(in ConnectRequest request)
    {
        ConnectRequest sent = request;
        _transport.Tell("connects", request.Session.ToString());
        SendToFar(() => _far!.Connect(sent)); // Not null: it was opened by the message before.
    }

    public bool TryExecute<T, R>(in RequestHeader header, in T request, out Answer<R> answer)
        where T : struct, IRequest<R>
        where R : Response
    {
        lock (_lock)
        {
            answer = default;
            bool isQuiet = _isConnected && _unanswered == 0 && _toFar.IsIdle && _toNear.IsIdle
                && !_transport.IsFarPaused;
            if (!isQuiet || _far is null || !_transport.Random.Chance(Faults.AnswerAtOnce))
                return false;
        }

        lock (_farCalls)
        {
            if (_isFarClosed || !_far.TryExecute(header, request, out answer))
                return false;
        }

        _transport.TellRequest("executes", request, header.Xid);
        return true;
    }

    public void Send<T>(in RequestHeader header, in T request)
        where T : struct, IRequest
    {
        RequestHeader sentHeader = header;
        T sent = request;
        lock (_lock)
        {
            _unanswered++;
            if (request is PingRequest)
                _pings.Add(header.Xid);
        }

        if (request is not PingRequest) // There are so many of them that they would hide the rest.
            _transport.TellRequest("sends", request, header.Xid);
        SendToFar(() => _far!.Send(sentHeader, sent)); // Not null: it was opened by an earlier message.
    }

    // To ask at once would take both processes for one.
    public bool TryProveAlive() => false;

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isNearClosed)
                return;
            _isNearClosed = true;
            _transport.Tell("closes its connection");
            _toNear.Close();
            CloseFar(losesSent: _transport.Random.Chance(Faults.LoseRequest > 0 ? 0.5 : 0));
        }

        _transport.Forget(this);
    }

    /// <summary>Ends it as the end of its process does: what was sent arrives or not.</summary>
    public void Abort()
    {
        lock (_lock)
        {
            _isNearClosed = true;
            _toNear.Close();
            CloseFar(losesSent: _transport.Random.Chance(0.5));
        }
    }

    /// <summary>Breaks it at both ends.</summary>
    public void Break()
    {
        lock (_lock)
        {
            _toFar.Cut();
            _toNear.Cut();
            EndBroken();
        }
    }

    void IConnectionSink.OnConnected(in ConnectResponse answer)
    {
        ConnectResponse received = answer;
        SendToNear(() =>
        {
            _transport.Tell(received.IsExpired
                ? "is told that its session is gone" : "is connected", received.Session.ToString());
            if (!received.IsExpired)
                Ticket = new SessionTicket(received.Session, received.Password);
            SessionTimeout = TimeSpan.FromMilliseconds(received.TimeoutMs);
            _isConnected = true;
            _sink.OnConnected(received);
        });
    }

    void IConnectionSink.OnAnswer(int xid, in Answer<Response> answer)
    {
        Answer<Response> received = answer;
        SendToNear(() =>
        {
            bool isPing;
            lock (_lock)
            {
                _unanswered--;
                isPing = _pings.Remove(xid);
            }

            if (!isPing)
                _transport.Tell("is answered", received.Code.ToString(), xid);
            _sink.OnAnswer(xid, received);
        });
    }

    void IConnectionSink.OnEvent(WatchEvent change) => SendToNear(() =>
    {
        _transport.TellEvent(change);
        _sink.OnEvent(change);
    });

    void IConnectionSink.OnClosed(CloseReason why)
    {
        lock (_lock)
        {
            _isFarClosed = true;
            _toFar.Close();
            CloseNear(why, _transport.DrawLatency());
        }
    }

    private void OpenFar()
    {
        lock (_farCalls)
        {
            if (!_isFarClosed)
                _far = _transport.Inner.Open(this);
        }
    }

    private void SendToFar(Action deliver)
    {
        lock (_lock)
        {
            if (_isNearClosed || !TakeStep(_toFar, Faults.LoseRequest, "its request is lost"))
                return;
            _toFar.Send(() => DeliverToFar(deliver), _transport.DrawLatency());
        }
    }

    private void SendToNear(Action deliver)
    {
        lock (_lock)
        {
            if (_isNearClosed || !TakeStep(_toNear, Faults.LoseAnswer, "an answer to it is lost"))
                return;
            _toNear.Send(() => DeliverToNear(deliver), _transport.DrawLatency());
        }
    }

    private void DeliverToFar(Action deliver)
    {
        lock (_farCalls)
        {
            if (!_isFarClosed)
                deliver();
        }
    }

    private void DeliverToNear(Action deliver)
    {
        lock (_lock)
        {
            if (_isNearClosed)
                return;
        }

        deliver();
    }

    // Counts a message and draws what becomes of it; false: it is lost, and the connection has begun to end.
    private bool TakeStep(FaultLane lane, double lost, string whatIsLost)
    {
        if (_isBroken)
            return true; // A lane that was cut loses it by itself.
        if (++_steps == _lastStep || _transport.Random.Chance(Faults.Disconnect))
        {
            _transport.Tell("its connection breaks");
            _toFar.Cut();
            _toNear.Cut();
            EndBroken();
            return false;
        }

        if (!_transport.Random.Chance(lost))
            return true;
        _transport.Tell(whatIsLost);
        lane.Cut();
        EndBroken();
        return false;
    }

    // Either end learns of it by itself: soon, or by the other's silence only, which may last longer than a session.
    private void EndBroken()
    {
        if (_isBroken)
            return;
        _isBroken = true;
        bool isSilent = _transport.Random.Chance(Faults.Silence);
        CloseNear(CloseReason.Disconnected, isSilent ? _transport.DrawSilence() : _transport.DrawPatience());
        if (_isFarClosed)
            return;
        if (TryHoldBack())
            _toFar.SendLast(EndFar, _transport.DrawLatency());
        else
            _transport.FarAfter(isSilent ? _transport.DrawSilence() : _transport.DrawPatience(), () => EndFar());
    }

    // Whatever was lost, this is the last that the client hears.
    private void CloseNear(CloseReason why, TimeSpan after)
    {
        if (_isNearClosed)
            return;
        _toNear.End(() => EndNear(why), after);
    }

    private void EndNear(CloseReason why)
    {
        lock (_lock)
        {
            if (_isNearClosed)
                return;
            _isNearClosed = true;
            _toNear.Close();
            CloseFar(losesSent: false);
        }

        _transport.Tell("loses its connection", why.ToString());
        _transport.Forget(this);
        _sink.OnClosed(why);
    }

    private void CloseFar(bool losesSent)
    {
        if (_isFarClosed || _isBroken)
            return;
        _isBroken = true;
        if (losesSent)
            _toFar.Lose();
        else
            TryHoldBack();
        _toFar.SendLast(EndFar, _transport.DrawLatency());
    }

    // What the client gave up with this connection is still on its way, while it asks anew on another.
    private bool TryHoldBack()
    {
        if (_toFar.IsEmpty || !_transport.Random.Chance(Faults.LateRequests))
            return false;
        _transport.Tell("leaves requests behind that come late");
        _toFar.HoldBack(_transport.DrawLateness());
        return true;
    }

    private void EndFar()
    {
        lock (_farCalls)
        {
            lock (_lock)
            {
                if (_isFarClosed)
                    return;
                _isFarClosed = true;
                _toFar.Close();
            }

            _far?.Dispose();
        }
    }
}
