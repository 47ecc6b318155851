using Coordination.Requests;

namespace Coordination.Testing.Contracts;

/// <summary>That an operation can be refused with an error.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Code">The error.</param>
public readonly record struct Refusal(OpCode Operation, ErrorCode Code);
