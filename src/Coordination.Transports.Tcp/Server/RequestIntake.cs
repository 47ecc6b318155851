using Coordination.Protocol;
using Coordination.Requests;

namespace Coordination.Transports.Tcp.Server;

/// <summary>
/// Brings a decoded request to the ensemble: answered at once where nothing of the connection is in flight, so that a
/// burst of reads is answered on the thread that received it and leaves in one piece.
/// </summary>
internal readonly struct RequestIntake(ITransportConnection ensemble, AnswerLine line, long receivedAt)
    : IRequestReceiver
{
    public void OnRequest<T, R>(in RequestHeader header, OpCode wireOp, in T request)
        where T : struct, IRequest<R>
        where R : Response
    {
        if (typeof(T) == typeof(SaslRequest))
        {
            // No mechanism is offered: refused, and the connection kept, as ZooKeeper does without a JAAS section.
            line.Refuse(new PendingAnswer(header.Xid, wireOp, receivedAt, ErrorCode.AuthFailed));
            return;
        }

        // The numbers of a client that is not ours begin anew with every connection, so they tell no retry: 0 for all.
        RequestHeader own = line.Dialect == WireDialect.Coordination ? header : default;
        if (line.Count == 0 && ensemble.TryExecute<T, R>(own, request, out Answer<R> answer))
        {
            line.WriteNow(header.Xid, wireOp, answer);
            return;
        }

        line.Expect(new PendingAnswer(header.Xid, wireOp, receivedAt));
        ensemble.Send(own, request);
    }
}
