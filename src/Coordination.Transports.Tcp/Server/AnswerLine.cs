using Coordination.Ensemble;
using Coordination.Protocol;
using Coordination.Requests;
using Coordination.Transports.Tcp.Streams;

namespace Coordination.Transports.Tcp.Server;

/// <summary>
/// The requests of one connection that are not answered, in their order, and the writing of their answers. What the
/// server answers by itself waits its turn here too: clients expect answers in the order of their requests.
/// Guarded by the gate of the connection's <see cref="SendQueue"/>.
/// </summary>
internal sealed class AnswerLine(SendQueue sends, CoordinationEnsemble ensemble, ConnectionFigures figures)
{
    // Null until a request has to wait for its answer.
    private Queue<PendingAnswer>? _pending;

    /// <summary>What both ends speak; known before the first request is.</summary>
    public WireDialect Dialect { get; set; }

    /// <summary>Requests that are not answered.</summary>
    public int Count => _pending?.Count ?? 0;

    /// <summary>Frames written: answers and events.</summary>
    public long Written { get; private set; }

    /// <summary>Bytes written.</summary>
    public long WrittenBytes { get; private set; }

    /// <summary>The ensemble will answer this one, behind all before it.</summary>
    public void Expect(in PendingAnswer request) => (_pending ??= new()).Enqueue(request);

    /// <summary>Writes what was answered at once, with nothing before it unanswered.</summary>
    public void WriteNow<R>(int xid, OpCode wireOp, in Answer<R> answer)
        where R : Response
    {
        int length = AnswerEncoder.Write(sends.Writer, Dialect, xid, wireOp, answer);
        figures.CountAnswer(xid, wireOp, answer.Zxid);
        CountFrame(length);
    }

    /// <summary>The server answers this one by itself, when all before it are answered.</summary>
    public void AnswerInTurn(in PendingAnswer request)
    {
        Expect(request);
        WriteOwn();
    }

    /// <summary>Writes the answer to the oldest request; returns when that was received.</summary>
    /// <exception cref="InvalidOperationException">Nothing is unanswered: a bug of the ensemble.</exception>
    public long Write(in Answer<Response> answer)
    {
        PendingAnswer request = _pending is { Count: > 0 }
            ? _pending.Dequeue()
            : throw new InvalidOperationException("The ensemble answers what nobody asked.");
        WriteNow(request.Xid, request.WireOp, request.Body is null ? answer : answer with { Body = request.Body });
        WriteOwn();
        return request.ReceivedAt;
    }

    /// <summary>Writes an event.</summary>
    public void Write(WatchEvent change)
    {
        int length = AnswerEncoder.WriteEvent(sends.Writer, change);
        figures.CountEvent();
        CountFrame(length);
    }

    private void CountFrame(int length)
    {
        Written++;
        WrittenBytes += sizeof(int) + length;
    }

    private void WriteOwn()
    {
        while (_pending is not null && _pending.TryPeek(out PendingAnswer oldest) && oldest.Code is { } code)
        {
            _pending.Dequeue();
            WriteNow(oldest.Xid, oldest.WireOp, new Answer<Response>(ensemble.LastZxid, code, oldest.Body));
        }
    }
}
