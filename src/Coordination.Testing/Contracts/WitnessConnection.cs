using System.Collections.Concurrent;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Testing.Contracts;

/// <summary>One connection of a <see cref="WitnessTransport"/>.</summary>
internal sealed class WitnessConnection(IConnectionSink sink, Witness witness) : ITransportConnection, IConnectionSink
{
    private readonly ConcurrentDictionary<int, IRequest> _sent = new();
    private ITransportConnection? _inner;

    public void Open(ITransport transport) => _inner = transport.Open(this);

    // Not null in all of these: whoever opened has the connection only after Open.
    public void Connect(in ConnectRequest request) => _inner!.Connect(request);

    public bool TryExecute<T, R>(in RequestHeader header, in T request, out Answer<R> answer)
        where T : struct, IRequest<R>
        where R : Response
    {
        if (!_inner!.TryExecute(header, request, out answer))
            return false;
        witness.Note(request, new Answer<Response>(answer.Zxid, answer.Code, answer.Body));
        return true;
    }

    public void Send<T>(in RequestHeader header, in T request)
        where T : struct, IRequest
    {
        _sent[header.Xid] = request;
        _inner!.Send(header, request);
    }

    public bool TryProveAlive() => _inner!.TryProveAlive();

    public void Dispose() => _inner!.Dispose();

    void IConnectionSink.OnConnected(in ConnectResponse answer) => sink.OnConnected(answer);

    void IConnectionSink.OnAnswer(int xid, in Answer<Response> answer)
    {
        if (_sent.TryRemove(xid, out IRequest? request))
            witness.Note(request, answer);
        sink.OnAnswer(xid, answer);
    }

    void IConnectionSink.OnEvent(WatchEvent change) => sink.OnEvent(change);

    void IConnectionSink.OnClosed(CloseReason why) => sink.OnClosed(why);

    void IConnectionSink.OnBatchEnd() => sink.OnBatchEnd();
}
