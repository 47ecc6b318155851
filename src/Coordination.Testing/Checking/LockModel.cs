namespace Coordination.Testing;

/// <summary>A lock that one process at a time holds.</summary>
public sealed class LockModel : SequentialModel<LockModel.State>
{
    internal LockModel()
    {
    }

    /// <inheritdoc />
    public override string Name => "lock";

    /// <inheritdoc />
    public override State Initial => default;

    /// <inheritdoc />
    public override bool Covers(HistoryOperation operation) => operation.Input is Acquire or Release;

    /// <inheritdoc />
    public override bool TryStep(State state, HistoryOperation operation, out State next)
    {
        next = state;
        bool isOpen = operation.Status == OperationStatus.Open;
        if (operation.Input is Acquire)
        {
            bool isFree = state.Holder is null;
            if (isFree && (isOpen || operation.Code == ErrorCode.Ok))
                next = new State(operation.Process);
            return isOpen || isFree == (operation.Code == ErrorCode.Ok);
        }

        bool isMine = state.Holder == operation.Process;
        if (isMine && (isOpen || operation.Code == ErrorCode.Ok))
            next = default;
        return isOpen || isMine == (operation.Code == ErrorCode.Ok);
    }

    /// <summary>Who holds the lock.</summary>
    /// <param name="Holder">The process; null while it is free.</param>
    public readonly record struct State(string? Holder);

    /// <summary>Takes the lock; refused (<see cref="HistoryOperation.Refuse"/>) where somebody has it.</summary>
    public readonly record struct Acquire;

    /// <summary>Gives the lock back; refused where the process has it not.</summary>
    public readonly record struct Release;
}
