using Coordination.Testing;

namespace Coordination.Tests.Testing;

/// <summary>
/// Linearizability by trying every order: obviously right, and hopeless beyond a handful of operations.
/// </summary>
internal static class BruteForce
{
    public static bool IsLinearizable<TState>(SequentialModel<TState> model, IReadOnlyList<HistoryOperation> operations)
        where TState : IEquatable<TState> => Continue(model, [.. operations], model.Initial);

    private static bool Continue<TState>(SequentialModel<TState> model, List<HistoryOperation> left, TState state)
        where TState : IEquatable<TState>
    {
        if (left.TrueForAll(operation => operation.Status == OperationStatus.Open))
            return true;
        foreach (HistoryOperation next in left)
        {
            bool mayComeNext = left.TrueForAll(other => other.AnsweredIndex > next.InvokedIndex);
            if (mayComeNext && model.TryStep(state, next, out TState after)
                && Continue(model, [.. left.Where(other => other != next)], after))
                return true;
        }

        return false;
    }
}
