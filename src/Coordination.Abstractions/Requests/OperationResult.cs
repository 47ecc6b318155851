namespace Coordination.Requests;

/// <summary>How one operation of a multi or a multi-read fared.</summary>
/// <param name="OpCode">The operation that was asked for.</param>
/// <param name="Code">
/// In a multi-read, its own outcome. In a multi that failed: <see cref="ErrorCode.Ok"/> before the operation that
/// failed, its error, and <see cref="ErrorCode.RuntimeInconsistency"/> after it; nothing was carried out.
/// </param>
/// <param name="Body">
/// The answer; null where there is an error, or where the multi failed. <see cref="CreateResponse"/> for a create,
/// <see cref="SetDataResponse"/> for a set, <see cref="EmptyResponse"/> for a delete and a check,
/// <see cref="GetDataResponse"/> and <see cref="GetChildrenResponse"/> for reads; Apache ZooKeeper sends no stat with
/// the children of a multi-read.
/// </param>
public readonly record struct OperationResult(OpCode OpCode, ErrorCode Code, Response? Body)
{
    /// <summary>
    /// The path of the znode that a create made, with its number where sequential; null for the others.
    /// </summary>
    public ZPath? Path => (Body as CreateResponse)?.Path;

    /// <summary>The stat after a create, a set or a read; null for the others, and where there is an error.</summary>
    public Stat? Stat => Body switch
    {
        CreateResponse created => created.Stat,
        SetDataResponse set => set.Stat,
        GetDataResponse read => read.Stat,
        GetChildrenResponse listed => listed.Stat,
        _ => null,
    };
}
