namespace Coordination.Testing.Contracts.Cases;

/// <summary>That a case calls an operation with a bad input.</summary>
/// <param name="Operation">
/// <see cref="ClientOperation.Name"/>, or its operation code where it takes a path, is no transaction and not composed.
/// </param>
/// <param name="Input">What is wrong.</param>
internal readonly record struct Trial(string Operation, BadInput Input);
