namespace Coordination.Recipes.Election;

/// <summary>Whether a candidate leads.</summary>
/// <param name="IsLeader">Whether it does.</param>
/// <param name="FencingToken">The token of the term; of the last one where it does not lead, 0 before the first.
/// </param>
public readonly record struct LeadershipChange(bool IsLeader, long FencingToken);
