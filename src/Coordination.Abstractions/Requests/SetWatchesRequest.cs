namespace Coordination.Requests;

/// <summary>
/// Arms watches again after a reconnect, and fires at once those whose change was missed (<c>zookeeper.jute:
/// SetWatches2</c>).
/// </summary>
/// <param name="RelativeZxid">The last zxid that the client has seen.</param>
/// <param name="DataWatches">Paths watched once for their data.</param>
/// <param name="ExistWatches">Paths watched once for coming into being.</param>
/// <param name="ChildWatches">Paths watched once for their children.</param>
/// <param name="PersistentWatches">Paths watched for good.</param>
/// <param name="PersistentRecursiveWatches">Paths watched for good with all below them.</param>
public readonly record struct SetWatchesRequest(
    Zxid RelativeZxid,
    IReadOnlyList<ZPath> DataWatches,
    IReadOnlyList<ZPath> ExistWatches,
    IReadOnlyList<ZPath> ChildWatches,
    IReadOnlyList<ZPath> PersistentWatches,
    IReadOnlyList<ZPath> PersistentRecursiveWatches) : IRequest<SetWatchesResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => OpCode.SetWatches2;
}
