using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Testing;

/// <summary>
/// The far end for tests of what lies between: it answers every request at once by its number, and remembers what came.
/// </summary>
internal sealed class EchoTransport : ITransport
{
    public List<EchoConnection> Connections { get; } = [];

    /// <summary>Every request that came, with the connection it came on, counted from 0.</summary>
    public List<(int Connection, int Xid)> Arrivals { get; } = [];

    public ITransportConnection Open(IConnectionSink sink)
    {
        var connection = new EchoConnection(this, Connections.Count, sink);
        Connections.Add(connection);
        return connection;
    }

    internal sealed class EchoConnection(EchoTransport transport, int number, IConnectionSink sink)
        : ITransportConnection
    {
        public List<int> Received { get; } = [];

        public bool IsDisposed { get; private set; }

        public IConnectionSink Sink => sink;

        public void Connect(in ConnectRequest request) =>
            sink.OnConnected(new ConnectResponse(new SessionId(1), default, 10_000, false, true, Zxid.None));

        public bool TryExecute<T, R>(in RequestHeader header, in T request, out Answer<R> answer)
            where T : struct, IRequest<R>
            where R : Response
        {
            Receive(header.Xid);
            answer = new Answer<R>(new Zxid(header.Xid), ErrorCode.Ok, null);
            return true;
        }

        public void Send<T>(in RequestHeader header, in T request)
            where T : struct, IRequest
        {
            Assert.False(IsDisposed);
            Receive(header.Xid);
            sink.OnAnswer(header.Xid, new Answer<Response>(new Zxid(header.Xid), ErrorCode.Ok, EmptyResponse.Instance));
        }

        public bool TryProveAlive() => true;

        public void Dispose() => IsDisposed = true;

        private void Receive(int xid)
        {
            Received.Add(xid);
            transport.Arrivals.Add((number, xid));
        }
    }
}
