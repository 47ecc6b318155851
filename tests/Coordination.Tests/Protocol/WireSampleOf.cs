using Coordination.Protocol;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Tests.Protocol;

/// <inheritdoc />
internal sealed record WireSample<T, R>(T Asked, R? Body, ErrorCode Code) : WireSample
    where T : struct, IRequest<R>
    where R : Response
{
    public override (string Sent, string Received) Request(WireDialect dialect)
    {
        using var writer = new JuteWriter();
        var header = new RequestHeader(17, dialect == WireDialect.Apache ? 0 : 12);
        RequestEncoder.Write(writer, dialect, header, Asked);
        var receiver = new RecordingReceiver(dialect);

        DecodedRequest decoded = RequestDecoder.Decode(
            writer.WrittenSpan[FrameScanner.PrefixBytes..], dialect, ProtocolLimits.Default, ref receiver);

        int xid = RequestEncoder.WireXidOf(header.Xid, decoded.OpCode);
        return (Deep.Text(header with { Xid = xid }) + Deep.Text(Asked),
            Deep.Text(decoded.Header) + Deep.Text(receiver.Last) + FaultText(decoded.Fault));
    }

    public override (string Sent, string Received) Answer(WireDialect dialect, Zxid zxid)
    {
        using var writer = new JuteWriter();
        AskedRequest asked = AskedRequest.Of(dialect, Asked);
        var sent = new Answer<Response>(zxid, Code, Body);
        AnswerEncoder.Write(writer, dialect, 17, asked.WireOp, sent);

        DecodeFault fault = AnswerDecoder.ReadAnswer(
            writer.WrittenSpan[FrameScanner.PrefixBytes..],
            dialect,
            ProtocolLimits.Default,
            asked,
            out Answer<Response> received);

        return (Deep.Text(sent), Deep.Text(received) + FaultText(fault));
    }

    private static string FaultText(DecodeFault fault) => fault == DecodeFault.None ? "" : fault.ToString();
}
