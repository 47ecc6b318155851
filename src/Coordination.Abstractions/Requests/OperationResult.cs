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
public readonly record struct OperationResult(OpCode OpCode, ErrorCode Code, Response? Body);
