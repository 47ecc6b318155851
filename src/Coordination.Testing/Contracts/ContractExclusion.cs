using Coordination.Requests;

namespace Coordination.Testing.Contracts;

/// <summary>That an error is not met by some operations, though it is in ZooKeeper's list or in our code.</summary>
/// <param name="Code">The error.</param>
/// <param name="Operations">The operations that do not meet it.</param>
/// <param name="Reason">Why not, as a sentence.</param>
public sealed record ContractExclusion(ErrorCode Code, IReadOnlyList<OpCode> Operations, string Reason);
