using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Hosting;

/// <summary>A way to an ensemble that never answers.</summary>
internal sealed class SilentTransport : ITransport
{
    public ITransportConnection Open(IConnectionSink sink) => new Silence();

    private sealed class Silence : ITransportConnection
    {
        public void Connect(in ConnectRequest request)
        {
        }

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
        }

        public bool TryProveAlive() => false;

        public void Dispose()
        {
        }
    }
}
