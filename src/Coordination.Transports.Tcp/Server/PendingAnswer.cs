using Coordination.Requests;

namespace Coordination.Transports.Tcp.Server;

/// <summary>What a connection must remember of a request to answer it, in the order of the requests.</summary>
/// <param name="Xid">Its number, as sent.</param>
/// <param name="WireOp">Its operation, as sent.</param>
/// <param name="ReceivedAt">When it was received, as a timestamp of the server's clock.</param>
/// <param name="Code">
/// What the server itself answers, when the requests before it are answered; null where the ensemble does.
/// </param>
/// <param name="Body">What the server has to add to success, its own or the ensemble's.</param>
internal readonly record struct PendingAnswer(
    int Xid, OpCode WireOp, long ReceivedAt, ErrorCode? Code = null, Response? Body = null);
