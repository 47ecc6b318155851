using Coordination.Ensemble.Requests;
using Coordination.Protocol;
using Coordination.Requests;

namespace Coordination.Transports.Tcp.Server;

/// <summary>
/// Brings a decoded request to the ensemble: answered at once where nothing of the connection is in flight, so that a
/// burst of reads is answered on the thread that received it and leaves in one piece.
/// </summary>
internal readonly struct RequestIntake(
    ITransportConnection ensemble, AnswerLine line, SaslExchange? sasl, long receivedAt) : IRequestReceiver
{
    public void OnRequest<T, R>(in RequestHeader header, OpCode wireOp, in T request)
        where T : struct, IRequest<R>
        where R : Response
    {
        if (typeof(T) == typeof(SaslRequest))
        {
            OnSasl(header, ((SaslRequest)(object)request).Token.Span);
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

    private void OnSasl(in RequestHeader header, ReadOnlySpan<byte> token)
    {
        var answer = new PendingAnswer(header.Xid, OpCode.Sasl, receivedAt);
        if (sasl is null)
        {
            // There are no accounts: refused, and the connection kept, as ZooKeeper does without a JAAS section.
            line.AnswerInTurn(answer with { Code = ErrorCode.AuthFailed });
            return;
        }

        SaslState state = sasl.Take(token, out byte[] reply);
        if (state == SaslState.Challenged)
        {
            line.AnswerInTurn(answer with { Code = ErrorCode.Ok, Body = new SaslResponse(reply) });
            return;
        }

        // The ensemble answers in turn, ends a connection that has proven nothing, and judges by it what comes behind.
        AuthId? identity = state == SaslState.Proven ? new AuthId("sasl", sasl.UserName) : null;
        line.Expect(answer with { Body = new SaslResponse(reply) });
        ensemble.Send(line.Dialect == WireDialect.Coordination ? header : default, new ProvenRequest(identity));
    }
}
