using System.Collections.Immutable;

namespace Coordination.Recipes.Membership;

/// <summary>Who is in a group, at one moment. A later view never shows an earlier state of a member.</summary>
public sealed class GroupView
{
    internal GroupView(IEnumerable<GroupMember> members) =>
        Members = members.ToImmutableSortedDictionary(static member => member.Id, static member => member,
            StringComparer.Ordinal);

    /// <summary>A view of nobody, to begin comparing with.</summary>
    public static GroupView Empty { get; } = new([]);

    /// <summary>The members by their ids, in ordinal order.</summary>
    public IReadOnlyDictionary<string, GroupMember> Members { get; }

    /// <summary>
    /// What has changed since an earlier view: who left first, then who joined or changed its payload. A member that
    /// left and came back meanwhile is told as both.
    /// </summary>
    public IReadOnlyList<GroupChange> ChangesSince(GroupView earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        var changes = new List<GroupChange>();
        foreach (GroupMember was in earlier.Members.Values)
        {
            if (!Members.TryGetValue(was.Id, out GroupMember? now) || now.FencingToken != was.FencingToken)
                changes.Add(new GroupChange(GroupChangeType.Left, was));
        }

        foreach (GroupMember now in Members.Values)
        {
            if (!earlier.Members.TryGetValue(now.Id, out GroupMember? was) || now.FencingToken != was.FencingToken)
                changes.Add(new GroupChange(GroupChangeType.Joined, now));
            else if (now.PayloadVersion != was.PayloadVersion)
                changes.Add(new GroupChange(GroupChangeType.PayloadChanged, now));
        }

        return changes;
    }
}
