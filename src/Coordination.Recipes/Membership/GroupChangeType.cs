namespace Coordination.Recipes.Membership;

/// <summary>What a <see cref="GroupChange"/> says.</summary>
public enum GroupChangeType
{
    /// <summary>A member is there that was not.</summary>
    Joined,

    /// <summary>A member has left, or its session has ended.</summary>
    Left,

    /// <summary>A member says something else about itself.</summary>
    PayloadChanged,
}
