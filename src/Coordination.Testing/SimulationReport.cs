namespace Coordination.Testing;

/// <summary>What came of a run that did not fail.</summary>
/// <param name="Seed">The seed it was drawn from.</param>
/// <param name="Digest">
/// A hash of all that happened, in order: the same seed and the same code always give the same.
/// </param>
/// <param name="VirtualTime">How much time passed in it.</param>
/// <param name="Steps">How many items ran.</param>
public readonly record struct SimulationReport(ulong Seed, ulong Digest, TimeSpan VirtualTime, long Steps);
