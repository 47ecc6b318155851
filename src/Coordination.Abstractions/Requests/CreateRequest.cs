namespace Coordination.Requests;

/// <summary>Creates a znode (<c>zookeeper.jute: CreateRequest, CreateTTLRequest</c>).</summary>
/// <param name="Path">Where; for a sequential mode, what the number is appended to.</param>
/// <param name="Data">Its data.</param>
/// <param name="Acl">Its ACL; an empty one is refused (<see cref="ErrorCode.InvalidAcl"/>).</param>
/// <param name="Mode">Its kind.</param>
/// <param name="TimeToLiveMs">Milliseconds, from 1 to 0xffffffffff, for the two modes with a time to live; 0 for all
/// others.</param>
/// <param name="WithStat">Whether the wire answers the stat too (create2); in process it always does.</param>
public readonly record struct CreateRequest(
    ZPath Path,
    ReadOnlyMemory<byte> Data,
    IReadOnlyList<Acl> Acl,
    CreateMode Mode,
    long TimeToLiveMs = 0,
    bool WithStat = true) : IRequest<CreateResponse>
{
    /// <inheritdoc />
    public OpCode OpCode => Mode switch
    {
        CreateMode.Container => OpCode.CreateContainer,
        CreateMode.PersistentWithTtl or CreateMode.PersistentSequentialWithTtl => OpCode.CreateTtl,
        _ => WithStat ? OpCode.Create2 : OpCode.Create,
    };
}
