namespace Coordination.Testing;

/// <summary>The models that come with the package.</summary>
public static class Models
{
    /// <summary>
    /// A znode as a register with a version: create, get, exists, set and delete, as a client's recorder records them.
    /// </summary>
    public static SequentialModel Register { get; } = new RegisterModel();

    /// <summary>
    /// A counter: <see cref="CounterModel.Add"/> and <see cref="CounterModel.Read"/>, both answered by the value after
    /// it.
    /// </summary>
    public static SequentialModel Counter { get; } = new CounterModel();

    /// <summary>A lock: <see cref="LockModel.Acquire"/> and <see cref="LockModel.Release"/>.</summary>
    public static SequentialModel Lock { get; } = new LockModel();
}
