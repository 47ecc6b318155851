using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Protocol;

/// <summary>The server's half of the protocol: writes answers and events.</summary>
public static class AnswerEncoder
{
    /// <summary>WatcherEvent.state: SyncConnected.</summary>
    private const int SyncConnected = 3;

    /// <summary>WatcherEvent.state: ConnectedReadOnly.</summary>
    private const int ConnectedReadOnly = 5;

    private static readonly Zxid NoZxid = new(-1);

    /// <summary>Appends an answer as one frame. Allocates nothing but what the buffer grows by.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="dialect">What the handshake agreed on.</param>
    /// <param name="xid">The request's number, as it was sent.</param>
    /// <param name="wireOp">The request's operation, as it was sent.</param>
    /// <param name="answer">What came of it.</param>
    /// <returns>Length of the frame, bytes, without its own four of length.</returns>
    public static int Write<R>(JuteWriter writer, WireDialect dialect, int xid, OpCode wireOp, in Answer<R> answer)
        where R : Response
    {
        ArgumentNullException.ThrowIfNull(writer);
        int start = writer.BeginFrame();

        // A multi that failed is answered with success in the header; its slots say what failed
        // (FinalRequestProcessor.java).
        ErrorCode code = answer.Body is MultiResponse ? ErrorCode.Ok : answer.Code;
        new ReplyHeader(xid, answer.Zxid, code).Write(writer);
        if (code == ErrorCode.Ok && answer.Body is { } body)
            AnswerBody.Write(writer, dialect, wireOp, body, answer.Code);
        return writer.EndFrame(start);
    }

    /// <summary>Appends an event as one frame.</summary>
    /// <returns>Length of the frame, bytes, without its own four of length.</returns>
    public static int WriteEvent(JuteWriter writer, WatchEvent change)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(change);
        int start = writer.BeginFrame();
        new ReplyHeader(SpecialXid.Notification, change.Zxid ?? NoZxid, ErrorCode.Ok).Write(writer);
        writer.WriteInt32((int)change.Type);
        writer.WriteInt32(change.State == ConnectionState.ConnectedReadOnly ? ConnectedReadOnly : SyncConnected);
        writer.WritePath(change.Path);
        return writer.EndFrame(start);
    }
}
