namespace Coordination.Testing;

/// <summary>
/// A model with a state. Write one for a thing of your own, and hand it to <see cref="HistoryChecks.Linearizable"/>.
/// </summary>
/// <typeparam name="TState">What one key's state is: an immutable value.</typeparam>
public abstract class SequentialModel<TState> : SequentialModel
    where TState : IEquatable<TState>
{
    /// <summary>The state before all operations.</summary>
    public abstract TState Initial { get; }

    /// <summary>
    /// What an operation does to a state. For an answered one false where it would not have been answered so; an open
    /// one does what it would do, and answers true.
    /// </summary>
    public abstract bool TryStep(TState state, HistoryOperation operation, out TState next);

    /// <summary>
    /// Whether the answered operations leave room for an open one to have done this step; true by default. Ruling out
    /// what cannot have happened makes the search fast (RAFT.md §10.3): ruling out what can makes it wrong.
    /// </summary>
    /// <param name="operations">All operations of the key.</param>
    /// <returns>Judges a step by the states before and after it.</returns>
    protected internal virtual Func<TState, TState, bool> Possibilities(IReadOnlyList<HistoryOperation> operations) =>
        static (_, _) => true;

    /// <inheritdoc />
    public sealed override string? FindFault(IReadOnlyList<HistoryOperation> operations) =>
        new LinearizationSearch<TState>(this, operations).FindFault();
}
