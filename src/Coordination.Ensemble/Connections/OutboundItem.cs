using Coordination.Transports;

namespace Coordination.Ensemble.Connections;

/// <summary>Something on its way to a client, in 24 bytes.</summary>
/// <param name="Body">
/// A <see cref="WatchEvent"/>, a boxed <see cref="ConnectResponse"/>, a boxed <see cref="CloseReason"/>; anything
/// else, null included, is the body of an answer.
/// </param>
/// <param name="Zxid">The answer's zxid.</param>
/// <param name="Xid">The answer's number.</param>
/// <param name="Code">The answer's code.</param>
internal readonly record struct OutboundItem(
    object? Body,
    Zxid Zxid = default,
    int Xid = 0,
    ErrorCode Code = ErrorCode.Ok);
