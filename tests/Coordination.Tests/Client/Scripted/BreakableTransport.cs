using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Client.Scripted;

/// <summary>
/// A transport that can be broken, and that can hide from its client that the ensemble is ours: nothing is replayed
/// then, as on Apache ZooKeeper.
/// </summary>
internal sealed class BreakableTransport(ITransport inner, bool isReplayed) : ITransport
{
    private Connection? _last;

    /// <summary>After how many events each connection breaks by itself; null for never.</summary>
    public int? BreaksAfter { get; set; }

    public ITransportConnection Open(IConnectionSink sink) =>
        _last = new Connection(inner, sink, isReplayed, BreaksAfter);

    public void Break() => _last?.Break();

    private sealed class Connection : ITransportConnection, IConnectionSink
    {
        private readonly ITransportConnection _inner;
        private readonly IConnectionSink _sink;
        private readonly bool _isReplayed;
        private readonly int? _breaksAfter;
        private int _events;

        public Connection(ITransport inner, IConnectionSink sink, bool isReplayed, int? breaksAfter)
        {
            _breaksAfter = breaksAfter;
            _sink = sink;
            _isReplayed = isReplayed;
            _inner = inner.Open(this);
        }

        public void Break()
        {
            _inner.Dispose();
            _sink.OnClosed(CloseReason.Disconnected);
        }

        public void Connect(in ConnectRequest request) => _inner.Connect(request);

        public bool TryExecute<T, R>(in RequestHeader header, in T request, out Answer<R> answer)
            where T : struct, IRequest<R>
            where R : Response => _inner.TryExecute(header, request, out answer);

        public void Send<T>(in RequestHeader header, in T request)
            where T : struct, IRequest
        {
            if (!_isReplayed && request is SetWatchesRequest asked)
                _inner.Send(header, asked with { RelativeZxid = new Zxid(long.MaxValue) });
            else
                _inner.Send(header, request);
        }

        public bool TryProveAlive() => _inner.TryProveAlive();

        public void Dispose() => _inner.Dispose();

        public void OnConnected(in ConnectResponse answer) => _sink.OnConnected(
            _isReplayed ? answer : answer with { RemembersAnswers = false });

        public void OnAnswer(int xid, in Answer<Response> answer)
        {
            if (!_isReplayed && answer.Body is SetWatchesResponse)
                _sink.OnAnswer(xid, answer with { Body = new SetWatchesResponse(IsComplete: false) });
            else
                _sink.OnAnswer(xid, answer);
        }

        public void OnEvent(WatchEvent change)
        {
            _sink.OnEvent(change);
            if (++_events == _breaksAfter)
                Break();
        }

        public void OnClosed(CloseReason why) => _sink.OnClosed(why);
    }
}
