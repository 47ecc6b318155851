using Coordination.Requests;

namespace Coordination.Transports.Tcp.Server;

/// <summary>What a connection must remember of a request to answer it, in the order of the requests.</summary>
/// <param name="Xid">Its number, as sent.</param>
/// <param name="WireOp">Its operation, as sent.</param>
/// <param name="ReceivedAt">When it was received, as a timestamp of the server's clock.</param>
/// <param name="Refusal">
/// What the server itself answers, when the requests before it are answered; null where the ensemble does.
/// </param>
internal readonly record struct PendingAnswer(int Xid, OpCode WireOp, long ReceivedAt, ErrorCode? Refusal = null);
