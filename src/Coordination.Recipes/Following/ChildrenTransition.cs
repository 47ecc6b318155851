using System.Collections.Immutable;

namespace Coordination.Recipes.Following;

/// <summary>The next snapshot of a znode's children: the decision beside the loop.</summary>
internal static class ChildrenTransition
{
    /// <param name="before">The snapshot before.</param>
    /// <param name="read">What was read, by name; null what is not there.</param>
    /// <param name="isAll">Whether what was not read is not there.</param>
    /// <returns>The same object where nothing has changed.</returns>
    public static ImmutableSortedDictionary<string, ZNode> After(
        ImmutableSortedDictionary<string, ZNode> before, IReadOnlyDictionary<string, ZNode?> read, bool isAll)
    {
        ImmutableSortedDictionary<string, ZNode>.Builder next = before.ToBuilder();
        bool hasChanged = false;
        if (isAll)
        {
            string[] gone = [.. before.Keys.Where(name => !read.ContainsKey(name))];
            next.RemoveRange(gone);
            hasChanged = gone.Length > 0;
        }

        foreach ((string name, ZNode? znode) in read)
        {
            if (znode is not { } there)
            {
                hasChanged |= next.Remove(name);
            }
            else if (!before.TryGetValue(name, out ZNode seen) || !AreSame(seen.Stat, there.Stat))
            {
                next[name] = there;
                hasChanged = true;
            }
        }

        return hasChanged ? next.ToImmutable() : before;
    }

    private static bool AreSame(in Stat one, in Stat other) =>
        one.Czxid == other.Czxid && one.Mzxid == other.Mzxid;
}
