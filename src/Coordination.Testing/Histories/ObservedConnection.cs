using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Testing;

/// <summary>Stands between a client and its connection, and remembers all that passes, as the client sees it.</summary>
internal sealed class ObservedConnection(ConnectionRecorder recorder, IConnectionSink sink)
    : ITransportConnection, IConnectionSink
{
    private ITransportConnection? _inner;

    /// <summary>Whose.</summary>
    public string Process => recorder.Process;

    /// <summary>The session that stands on it; none before it does.</summary>
    public SessionId Session { get; private set; }

    /// <summary>What passed, in order.</summary>
    public List<Observation> Observations { get; } = [];

    public void Open(ITransport transport) => _inner = transport.Open(this);

    // Not null in all of these: the client has the connection only after Open.
    public void Connect(in ConnectRequest request) => _inner!.Connect(request);

    public bool TryExecute<T, R>(in RequestHeader header, in T request, out Answer<R> answer)
        where T : struct, IRequest<R>
        where R : Response
    {
        if (!_inner!.TryExecute(header, request, out answer))
            return false;
        Add(ObservationKind.Sent, header.Xid, request);
        var whole = new Answer<Response>(answer.Zxid, answer.Code, answer.Body);
        Add(ObservationKind.Answered, header.Xid, answer: whole);
        return true;
    }

    public void Send<T>(in RequestHeader header, in T request)
        where T : struct, IRequest
    {
        Add(ObservationKind.Sent, header.Xid, request);
        _inner!.Send(header, request);
    }

    public bool TryProveAlive() => _inner!.TryProveAlive();

    public void Dispose() => _inner!.Dispose();

    /// <summary>The time-out that the session was granted.</summary>
    public TimeSpan Timeout { get; private set; }

    public void OnConnected(in ConnectResponse answer)
    {
        Session = answer.Session;
        Timeout = TimeSpan.FromMilliseconds(answer.TimeoutMs);
        Add(ObservationKind.Connected);
        sink.OnConnected(answer);
    }

    public void OnAnswer(int xid, in Answer<Response> answer)
    {
        Add(ObservationKind.Answered, xid, answer: answer);
        sink.OnAnswer(xid, answer);
    }

    public void OnEvent(WatchEvent change)
    {
        Add(ObservationKind.Event, change: change);
        sink.OnEvent(change);
    }

    public void OnClosed(CloseReason why)
    {
        Add(ObservationKind.Closed);
        sink.OnClosed(why);
    }

    private void Add(
        ObservationKind kind,
        int xid = 0,
        IRequest? request = null,
        Answer<Response> answer = default,
        WatchEvent? change = null) =>
        Observations.Add(new Observation(kind, recorder.TakeIndex(), recorder.Now, xid, request, answer, change));
}
