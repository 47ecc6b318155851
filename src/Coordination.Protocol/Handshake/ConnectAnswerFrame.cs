using Coordination.Transports;

namespace Coordination.Protocol;

/// <summary>The first frame of a connection, from server to client (<c>zookeeper.jute: ConnectResponse</c>).</summary>
/// <param name="Response">
/// What is answered. The wire carries no zxid, so that one read from it has <see cref="Zxid.None"/>;
/// <see cref="ConnectResponse.RemembersAnswers"/> travels as the extension.
/// </param>
/// <param name="HasReadOnlyFlag">Whether the byte that says whether the server is read-only is there; servers before
/// 3.4 send none.</param>
/// <param name="Extension">What our own servers append for our own clients.</param>
/// <param name="ProtocolVersion">0 in every version of ZooKeeper so far.</param>
public readonly record struct ConnectAnswerFrame(
    ConnectResponse Response,
    bool HasReadOnlyFlag = true,
    WireExtension? Extension = null,
    int ProtocolVersion = 0);
