namespace Coordination.Recipes.Election;

/// <summary>Where a candidate stands.</summary>
internal enum BallotState
{
    /// <summary>Somebody leads, or comes first.</summary>
    Waits,

    /// <summary>Nobody leads and it is first: it may take the grant.</summary>
    IsFirst,

    /// <summary>The grant is its own.</summary>
    Leads,

    /// <summary>Its znode is no longer there.</summary>
    Gone,
}
