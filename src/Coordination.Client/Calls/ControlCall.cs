using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Calls;

/// <summary>
/// A request of the client's own, whose answer is acted upon inside the gate, in its place among events and other
/// answers.
/// </summary>
internal sealed class ControlCall<T> : Call
    where T : struct, IRequest
{
    private readonly T _request;
    private readonly Action<Answer<Response>> _answered;
    private readonly Action<CallEnd>? _ended;

    /// <param name="request">What is asked.</param>
    /// <param name="outlivesConnection">Whether it is sent again on the next connection.</param>
    /// <param name="answered">What to do with the answer.</param>
    /// <param name="ended">What to do when no answer will come; null for nothing.</param>
    public ControlCall(
        T request, bool outlivesConnection, Action<Answer<Response>> answered, Action<CallEnd>? ended = null)
    {
        _request = request;
        EndsWithConnection = !outlivesConnection;
        _answered = answered;
        _ended = ended;
    }

    public override bool IsRead => true;

    public override bool IsOwn => true;

    public override bool EndsWithConnection { get; }

    public override OpCode OpCode => _request.OpCode;

    public override void SendOn(ITransportConnection connection, in RequestHeader header) =>
        connection.Send(header, _request);

    public override void Answer(in Answer<Response> answer, long eventsBefore) => _answered(answer);

    public override void End(CallEnd end) => _ended?.Invoke(end);
}
