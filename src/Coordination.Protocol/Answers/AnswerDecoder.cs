using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Protocol;

/// <summary>The client's half of the protocol: reads answers and events.</summary>
public static class AnswerDecoder
{
    /// <summary>Reads what stands in front, which says whether an answer or an event follows, and to what.</summary>
    public static DecodeFault ReadHeader(ReadOnlySpan<byte> frame, out ReplyHeader header)
    {
        var reader = new JuteReader(frame);
        header = ReplyHeader.Read(ref reader);
        return reader.Fault;
    }

    /// <summary>Reads an answer, the header included. Bytes behind its last field are skipped.</summary>
    /// <param name="frame">One frame, without its length.</param>
    /// <param name="dialect">What the handshake agreed on.</param>
    /// <param name="limits">How much a server may send.</param>
    /// <param name="asked">The request answered.</param>
    /// <param name="answer">What came of it; good when nothing is returned as wrong.</param>
    public static DecodeFault ReadAnswer(
        ReadOnlySpan<byte> frame, WireDialect dialect, ProtocolLimits limits, in AskedRequest asked,
            out Answer<Response> answer)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var reader = new JuteReader(frame);
        ReplyHeader header = ReplyHeader.Read(ref reader);
        answer = new(header.Zxid, header.Code, null);
        if (header.Code == ErrorCode.Ok && reader.Fault == DecodeFault.None)
            answer = ReadBody(ref reader, header.Zxid, dialect, limits, asked);
        return reader.Fault;
    }

    /// <summary>Reads an event, the header included.</summary>
    public static DecodeFault ReadEvent(ReadOnlySpan<byte> frame, ProtocolLimits limits, out WatchEvent? change)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var reader = new JuteReader(frame);
        ReplyHeader header = ReplyHeader.Read(ref reader);
        var type = (WatchEventType)reader.ReadInt32();
        int state = reader.ReadInt32();
        ZPath path = reader.ReadPath(limits);
        if (type is not (>= WatchEventType.NodeCreated and <= WatchEventType.PersistentWatchRemoved))
            reader.Fail(DecodeFault.InvalidValue);

        change = reader.Fault == DecodeFault.None
            ? new(type, path, header.Zxid.Value == -1 ? null : header.Zxid, StateOf(state))
            : null;
        return reader.Fault;
    }

    private static Answer<Response> ReadBody(
        ref JuteReader reader, Zxid zxid, WireDialect dialect, ProtocolLimits limits, in AskedRequest asked)
    {
        switch (asked.WireOp)
        {
            case OpCode.Multi or OpCode.MultiRead:
                IReadOnlyList<OperationResult> results = ResultRecords.Read(ref reader, asked.Operations ?? [], limits);
                ErrorCode code = asked.WireOp == OpCode.Multi ? FirstError(results) : ErrorCode.Ok;
                return new(zxid, code, new MultiResponse(results));

            case OpCode.SetWatches or OpCode.SetWatches2:
                return new(zxid, ErrorCode.Ok, AnswerReader.ReadSetWatches(ref reader, asked.WireOp, dialect));

            case OpCode.AddWatch: // ErrorResponse: a code of its own stands where a body would.
                var armed = (ErrorCode)reader.ReadInt32();
                return new(zxid, armed, armed == ErrorCode.Ok ? EmptyResponse.Instance : null);

            default:
                Response? body = AnswerReader.ReadBody(ref reader, asked.WireOp, limits);
                if (body is null)
                    reader.Fail(DecodeFault.UnknownOperation);
                return new(zxid, ErrorCode.Ok, body);
        }
    }

    private static ErrorCode FirstError(IReadOnlyList<OperationResult> results)
    {
        for (int i = 0; i < results.Count; i++)
        {
            if (results[i].Code != ErrorCode.Ok)
                return results[i].Code;
        }

        return ErrorCode.Ok;
    }

    // Watcher.Event.KeeperState: 5 is ConnectedReadOnly, 3 SyncConnected; no other travels in an event.
    private static ConnectionState StateOf(int state) =>
        state == 5 ? ConnectionState.ConnectedReadOnly : ConnectionState.Connected;
}
