using Coordination.Protocol;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Protocol;

/// <summary>Keeps the last request that was decoded, and writes it again as a client would.</summary>
internal sealed class RecordingReceiver(WireDialect dialect) : IRequestReceiver
{
    public int Count { get; private set; }

    public IRequest? Last { get; private set; }

    public RequestHeader Header { get; private set; }

    public AskedRequest Asked { get; private set; }

    public byte[] Again { get; private set; } = [];

    public void OnRequest<T, R>(in RequestHeader header, OpCode wireOp, in T request)
        where T : struct, IRequest<R>
        where R : Response
    {
        using var writer = new JuteWriter();
        RequestEncoder.Write(writer, dialect, header, request);
        Again = writer.WrittenSpan[FrameScanner.PrefixBytes..].ToArray();
        Asked = AskedRequest.Of(dialect, request) with { WireOp = wireOp };
        Header = header;
        Last = request;
        Count++;
    }
}
