namespace Coordination.Testing;

/// <summary>A counter that begins at zero.</summary>
public sealed class CounterModel : SequentialModel<long>
{
    internal CounterModel()
    {
    }

    /// <inheritdoc />
    public override string Name => "counter";

    /// <inheritdoc />
    public override long Initial => 0;

    /// <inheritdoc />
    public override bool Covers(HistoryOperation operation) => operation.Input is Add or Read;

    /// <inheritdoc />
    public override bool TryStep(long state, HistoryOperation operation, out long next)
    {
        next = operation.Input is Add add ? state + add.Delta : state;
        return operation.Status == OperationStatus.Open || operation.Output is not long seen || seen == next;
    }

    /// <summary>Adds; answered by the new value, or by null where the caller is not told it.</summary>
    public readonly record struct Add(long Delta);

    /// <summary>Reads the value.</summary>
    public readonly record struct Read;
}
