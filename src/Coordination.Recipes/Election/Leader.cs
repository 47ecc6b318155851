namespace Coordination.Recipes.Election;

/// <summary>Who leads.</summary>
/// <param name="Id">What it calls itself.</param>
/// <param name="FencingToken">The token of its leadership.</param>
/// <param name="Path">Its znode.</param>
public sealed record Leader(string Id, long FencingToken, ZPath Path);
