namespace Coordination.Recipes.Presence;

/// <summary>What is to be done so that a znode is there as it is wanted.</summary>
internal enum PresenceAction
{
    /// <summary>All is as wanted: wait for a change.</summary>
    Keep,

    /// <summary>It is not there.</summary>
    Create,

    /// <summary>It is the unanswered creation of this session.</summary>
    Adopt,

    /// <summary>An earlier incarnation is there, which is about to vanish or has lost the name.</summary>
    Replace,

    /// <summary>Its data is not what is wanted.</summary>
    Set,

    /// <summary>A later incarnation is there.</summary>
    GiveUp,
}
