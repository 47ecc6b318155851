using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Protocol;

/// <summary>What came of decoding a request's frame.</summary>
/// <param name="Fault">
/// <see cref="DecodeFault.None"/> when it was handed on. Otherwise it was not: with a header it is to be answered by
/// <see cref="DecodeFaultExtensions.ToErrorCode"/>, without one the connection cannot go on.
/// </param>
/// <param name="HasHeader">Whether the two that follow could be read.</param>
/// <param name="Header">The request's number.</param>
/// <param name="OpCode">The operation as sent; perhaps one that nobody knows.</param>
public readonly record struct DecodedRequest(DecodeFault Fault, bool HasHeader, RequestHeader Header, OpCode OpCode);
