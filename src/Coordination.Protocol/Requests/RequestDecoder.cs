using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Protocol;

/// <summary>The server's half of the protocol: reads requests.</summary>
public static class RequestDecoder
{
    /// <summary>
    /// Reads one request and hands it on; see <see cref="DecodedRequest"/> for what cannot be read. Bytes behind its
    /// last field are skipped.
    /// </summary>
    /// <param name="frame">One frame, without its length.</param>
    /// <param name="dialect">What the handshake agreed on.</param>
    /// <param name="limits">How much a client may send.</param>
    /// <param name="receiver">Takes the request; called once or not at all.</param>
    public static DecodedRequest Decode<TReceiver>(ReadOnlySpan<byte> frame, WireDialect dialect, ProtocolLimits limits,
        ref TReceiver receiver)
        where TReceiver : IRequestReceiver
    {
        ArgumentNullException.ThrowIfNull(limits);
        var reader = new JuteReader(frame);
        int xid = reader.ReadInt32();
        var wireOp = (OpCode)reader.ReadInt32();
        int ackedXid = dialect == WireDialect.Coordination ? reader.ReadInt32() : 0;
        var header = new RequestHeader(xid, ackedXid);
        if (reader.Fault != DecodeFault.None)
            return new(reader.Fault, HasHeader: false, header, wireOp);

        var dispatch = new RequestDispatch<TReceiver>(reader, dialect, limits, header, wireOp, ref receiver);
        return new(dispatch.Run(), HasHeader: true, header, wireOp);
    }
}
