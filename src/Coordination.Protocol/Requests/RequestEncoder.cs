using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Protocol;

/// <summary>The client's half of the protocol: writes requests.</summary>
public static class RequestEncoder
{
    /// <summary>Appends a request as one frame. Allocates nothing but what the buffer grows by.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="dialect">What the handshake agreed on.</param>
    /// <param name="header">Its number; pings and credentials travel under their <see cref="SpecialXid"/>
    /// instead.</param>
    /// <param name="request">The request.</param>
    /// <returns>Length of the frame, bytes, without its own four of length: a server closes on one above its
    /// limit.</returns>
    /// <exception cref="ArgumentException">The request is an ensemble's own and does not travel on this
    /// wire.</exception>
    public static int Write<T>(JuteWriter writer, WireDialect dialect, in RequestHeader header, in T request)
        where T : struct, IRequest
    {
        ArgumentNullException.ThrowIfNull(writer);
        OpCode wireOp = AskedRequest.Of(dialect, request).WireOp;
        int start = writer.BeginFrame();
        writer.WriteInt32(WireXidOf(header.Xid, wireOp));
        writer.WriteInt32((int)wireOp);
        if (dialect == WireDialect.Coordination)
            writer.WriteInt32(header.AckedXid);
        RequestBody.Write(writer, wireOp, request, dialect);
        return writer.EndFrame(start);
    }

    /// <summary>The number under which a request travels and is answered.</summary>
    public static int WireXidOf(int xid, OpCode wireOp) => wireOp switch
    {
        OpCode.Ping => SpecialXid.Ping,
        OpCode.Auth => SpecialXid.Auth,
        OpCode.SetWatches or OpCode.SetWatches2 => SpecialXid.SetWatches,
        _ => xid,
    };
}
