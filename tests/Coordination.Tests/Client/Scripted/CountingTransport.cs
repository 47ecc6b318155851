using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Client.Scripted;

/// <summary>
/// Counts what goes over it. Nothing is answered at once: as over TCP, every request is a message and so is its answer.
/// </summary>
internal sealed class CountingTransport(ITransport inner) : ITransport
{
    public int Requests { get; private set; }

    public int Events { get; private set; }

    public ITransportConnection Open(IConnectionSink sink) => new Connection(this, inner, sink);

    private sealed class Connection : ITransportConnection, IConnectionSink
    {
        private readonly CountingTransport _counts;
        private readonly ITransportConnection _inner;
        private readonly IConnectionSink _sink;

        public Connection(CountingTransport counts, ITransport inner, IConnectionSink sink)
        {
            _counts = counts;
            _sink = sink;
            _inner = inner.Open(this);
        }

        public void Connect(in ConnectRequest request) => _inner.Connect(request);

        public bool TryExecute<T, R>(in RequestHeader header, in T request, out Answer<R> answer)
            where T : struct, IRequest<R>
            where R : Response
        {
            answer = default;
            return false;
        }

        public void Send<T>(in RequestHeader header, in T request)
            where T : struct, IRequest
        {
            _counts.Requests++;
            _inner.Send(header, request);
        }

        public bool TryProveAlive() => _inner.TryProveAlive();

        public void Dispose() => _inner.Dispose();

        public void OnConnected(in ConnectResponse answer) => _sink.OnConnected(answer);

        public void OnAnswer(int xid, in Answer<Response> answer) => _sink.OnAnswer(xid, answer);

        public void OnEvent(WatchEvent change)
        {
            _counts.Events++;
            _sink.OnEvent(change);
        }

        public void OnClosed(CloseReason why) => _sink.OnClosed(why);

        public void OnBatchEnd() => _sink.OnBatchEnd();
    }
}
