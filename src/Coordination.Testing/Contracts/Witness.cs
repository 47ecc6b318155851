using System.Collections.Concurrent;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Testing.Contracts;

/// <summary>
/// Which operations were answered while a case ran, and which were refused with what: what a case claims is held to
/// it.
/// </summary>
internal sealed class Witness
{
    private readonly ConcurrentDictionary<Refusal, bool> _refusals = new();
    private readonly ConcurrentDictionary<OpCode, int> _answers = new();

    /// <summary>Every refusal, once.</summary>
    public IEnumerable<Refusal> Refusals => _refusals.Keys;

    /// <summary>How many requests of one kind were answered.</summary>
    public int AnswersTo(OpCode operation) => _answers.GetValueOrDefault(operation);

    /// <summary>Notes how a request was answered, and so what stands in it.</summary>
    public void Note(IRequest request, in Answer<Response> answer)
    {
        _answers.AddOrUpdate(request.OpCode, 1, (_, count) => count + 1);
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
            _refusals.TryAdd(new Refusal(operation, code), true);
    }
}
