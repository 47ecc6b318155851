using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Ensemble.Connections;

/// <inheritdoc />
internal sealed class QueuedRequest<T>(RequestHeader header, T request) : QueuedRequest
    where T : struct, IRequest
{
    public override void Take(RequestLine line) => line.Take(header, request);

    public override void Answer(RequestLine line) => line.AnswerInTurn(header, request);
}
