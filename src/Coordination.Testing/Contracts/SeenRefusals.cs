using System.Collections.Concurrent;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Testing.Contracts;

/// <summary>
/// Which operations were refused with which errors while a case ran: what a case claims is held to it.
/// </summary>
internal sealed class SeenRefusals
{
    private readonly ConcurrentDictionary<Refusal, bool> _seen = new();

    /// <summary>Every one, once.</summary>
    public IEnumerable<Refusal> All => _seen.Keys;

    /// <summary>Notes how a request was answered, and so what stands in it.</summary>
    public void Note(IRequest request, in Answer<Response> answer)
    {
        Note(request.OpCode, answer.Code);
        if (answer.Body is not MultiResponse several)
            return;
        foreach (OperationResult result in several.Results)
        {
            // It answers no request: it stands behind the operation that failed.
            if (result.Code == ErrorCode.RuntimeInconsistency)
                return;
            Note(result.OpCode, result.Code);
            Note(request.OpCode, result.Code);
        }
    }

    /// <summary>Notes how a call of a client, or an operation in a request, ended.</summary>
    public void Note(OpCode operation, ErrorCode code)
    {
        if (code != ErrorCode.Ok)
            _seen.TryAdd(new Refusal(operation, code), true);
    }
}
