namespace Coordination.Recipes.Contenders;

/// <summary>Whether it is a contender's turn.</summary>
internal enum QueueState
{
    /// <summary>Others come first.</summary>
    Waits,

    /// <summary>It is.</summary>
    Granted,

    /// <summary>Its znode is no longer there.</summary>
    Gone,
}
