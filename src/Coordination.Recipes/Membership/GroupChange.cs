namespace Coordination.Recipes.Membership;

/// <summary>One difference between two views of a group.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Member">The member as it is after it; as it was last seen where it has left.</param>
public sealed record GroupChange(GroupChangeType Type, GroupMember Member);
