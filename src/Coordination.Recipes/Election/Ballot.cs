namespace Coordination.Recipes.Election;

/// <summary>What a candidate is to do.</summary>
/// <param name="State">Whether it leads, may take the lead, or waits.</param>
/// <param name="Watch">Whom it watches while it waits.</param>
internal readonly record struct Ballot(BallotState State, string? Watch = null);
