namespace Coordination.Testing;

/// <summary>What a thing does when operations come one at a time; linearizability is judged by it. See
/// <see cref="Models"/>, and derive from <see cref="SequentialModel{TState}"/> for a thing of your own.</summary>
public abstract class SequentialModel
{
    /// <summary>What failures call it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the model can judge a key, by all operations on it; true by default.</summary>
    public virtual bool CoversKey(IReadOnlyList<HistoryOperation> operations) => true;

    /// <summary>Whether an operation is one that this model judges.</summary>
    public abstract bool Covers(HistoryOperation operation);

    /// <summary>
    /// Looks for an order that explains the answers of all operations of one key; null when there is one, else what is
    /// wrong.
    /// </summary>
    public abstract string? FindFault(IReadOnlyList<HistoryOperation> operations);
}
