using Coordination.Requests;

namespace Coordination;

/// <summary>A transaction did not happen: one of its operations failed, so none was carried out.</summary>
/// <remarks>
/// Which one is <see cref="FailedIndex"/>, in the order in which they were added;
/// <see cref="CoordinationException.Path"/> is its path.
/// </remarks>
public sealed class TransactionRejectedException : RequestRejectedException
{
    /// <summary>Says which operation failed, and how each fared.</summary>
    public TransactionRejectedException(int failedIndex, IReadOnlyList<OperationResult> results, ZPath? path)
        : base(results[failedIndex].Code, path,
            Describe($"Operation {failedIndex} rejected the transaction", results[failedIndex].Code, path))
    {
        FailedIndex = failedIndex;
        Results = results;
    }

    /// <summary>Index of the first operation that failed.</summary>
    public int FailedIndex { get; }

    /// <summary>
    /// One result per operation: <see cref="ErrorCode.Ok"/> before the failed one, its error,
    /// <see cref="ErrorCode.RuntimeInconsistency"/> after it.
    /// </summary>
    public IReadOnlyList<OperationResult> Results { get; }
}
