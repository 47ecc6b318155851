namespace Coordination.Recipes.Election;

/// <summary>Somebody who stands in an election.</summary>
/// <param name="Path">Its znode.</param>
/// <param name="Id">What it calls itself.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="IsLeader">Whether it leads now.</param>
/// <param name="Since">When it entered, by the ensemble's clock.</param>
public sealed record Candidate(ZPath Path, string Id, int Priority, bool IsLeader, DateTimeOffset Since);
