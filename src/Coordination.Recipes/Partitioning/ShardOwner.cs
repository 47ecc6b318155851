namespace Coordination.Recipes.Partitioning;

/// <summary>Who owns a shard.</summary>
/// <param name="Shard">The shard, from 0.</param>
/// <param name="Member">The member's id.</param>
/// <param name="FencingToken">The token of its lease.</param>
public sealed record ShardOwner(int Shard, string Member, long FencingToken);
