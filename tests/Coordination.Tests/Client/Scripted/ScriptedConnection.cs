using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Client.Scripted;

/// <summary>One connection to the test: what the client asks is listed, what the server says is called.</summary>
internal sealed class ScriptedConnection(IConnectionSink sink) : ITransportConnection
{
    public ConnectRequest? Asked { get; private set; }

    public List<SentRequest> Sent { get; } = [];

    public bool IsDisposed { get; private set; }

    /// <summary>Whether the session stands, where the client asks in process.</summary>
    public bool IsAlive { get; set; }

    public int ProofsAsked { get; private set; }

    /// <summary>Answers at once where it makes an answer.</summary>
    public Func<IRequest, Answer<Response>?>? AtOnce { get; set; }

    public IEnumerable<SentRequest> SentOf<T>()
        where T : IRequest => Sent.Where(sent => sent.Body is T);

    public void Connect(in ConnectRequest request) => Asked = request;

    public bool TryExecute<T, R>(in RequestHeader header, in T request, out Answer<R> answer)
        where T : struct, IRequest<R>
        where R : Response
    {
        answer = default;
        if (AtOnce?.Invoke(request) is not { } made)
            return false;
        answer = new Answer<R>(made.Zxid, made.Code, (R?)made.Body);
        return true;
    }

    public void Send<T>(in RequestHeader header, in T request)
        where T : struct, IRequest => Sent.Add(new SentRequest(header, request));

    public bool TryProveAlive()
    {
        ProofsAsked++;
        return IsAlive;
    }

    public void Dispose() => IsDisposed = true;

    public void Accept(long session = 1, int timeoutMs = 9_000, bool remembersAnswers = true, int lastXid = 0) =>
        sink.OnConnected(new ConnectResponse(
            new SessionId(session), default, timeoutMs, IsReadOnly: false, remembersAnswers, Zxid.None, lastXid));

    public void RefuseSession() => sink.OnConnected(default);

    public void Answer(int xid, long zxid, Response? body, ErrorCode code = ErrorCode.Ok) =>
        sink.OnAnswer(xid, new Answer<Response>(new Zxid(zxid), code, body));

    /// <summary>Answers what was sent last of a kind.</summary>
    public void AnswerLast<T>(long zxid, Response? body, ErrorCode code = ErrorCode.Ok)
        where T : IRequest => Answer(SentOf<T>().Last().Xid, zxid, body, code);

    /// <summary>Answers every sign of life that was not answered.</summary>
    public void AnswerPings(long zxid)
    {
        foreach (SentRequest ping in SentOf<PingRequest>().ToArray())
            Answer(ping.Xid, zxid, EmptyResponse.Instance);
    }

    public void Tell(WatchEventType type, ZPath path, long? zxid) =>
        sink.OnEvent(new WatchEvent(type, path, zxid is { } value ? new Zxid(value) : null));

    public void Close(CloseReason why = CloseReason.Disconnected) => sink.OnClosed(why);
}
