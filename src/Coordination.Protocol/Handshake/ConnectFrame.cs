using Coordination.Transports;

namespace Coordination.Protocol;

/// <summary>The first frame of a connection, from client to server (<c>zookeeper.jute: ConnectRequest</c>).</summary>
/// <param name="Request">What is asked.</param>
/// <param name="HasReadOnlyFlag">
/// Whether the client sent the byte that says whether a read-only server will do: clients before 3.4 do not, and must
/// be answered without it.
/// </param>
/// <param name="Extension">What our own clients append.</param>
/// <param name="ProtocolVersion">0 in every version of ZooKeeper so far.</param>
public readonly record struct ConnectFrame(
    ConnectRequest Request,
    bool HasReadOnlyFlag = true,
    WireExtension? Extension = null,
    int ProtocolVersion = 0);
