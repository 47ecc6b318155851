using Coordination.Requests;

namespace Coordination.Transports;

/// <summary>What came of a request.</summary>
/// <param name="Zxid">How far the serving replica had come: for a write, the write's own place in the order.</param>
/// <param name="Code">Whether it was carried out.</param>
/// <param name="Body">
/// The answer; null with an error, but for a multi that failed, whose <see cref="MultiResponse"/> says which operation.
/// </param>
public readonly record struct Answer<R>(Zxid Zxid, ErrorCode Code, R? Body)
    where R : Response;
