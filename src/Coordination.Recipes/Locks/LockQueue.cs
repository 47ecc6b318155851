using Coordination.Internal;
using Coordination.Recipes.Contenders;
using Coordination.Recipes.Internal;

namespace Coordination.Recipes.Locks;

/// <summary>
/// Who holds a lock or a permit: the first of the line, or the first few. Each who waits watches as many before it as
/// there are permits, the nearest ones. That is enough: it is granted when so many have left that fewer than the
/// permits are before it, and those who may stay until then are one fewer than it watches. So one of the watched has
/// left by then; and who leaves wakes as many as there are permits, one for a mutex, never all.
/// </summary>
internal static class LockQueue
{
    /// <param name="children">The names in line, in any order; strangers are skipped.</param>
    /// <param name="mine">One's own name.</param>
    /// <param name="permits">How many may hold at a time; at least 1.</param>
    /// <param name="labels">What the names of contenders carry.</param>
    public static QueueDecision Decide(
        IReadOnlyList<string> children, string mine, int permits, params ReadOnlySpan<string> labels)
    {
        if (!ContenderName.TryParse(mine, labels, out ContenderName own))
            throw new ArgumentException($"'{mine}' is no contender's name.", nameof(mine));
        bool isThere = false;
        List<ContenderName>? before = null;
        foreach (string child in children)
        {
            isThere |= child == mine;
            if (ContenderName.TryParse(child, labels, out ContenderName other) && other.IsBefore(own))
                (before ??= []).Add(other);
        }

        if (!isThere)
            return QueueDecision.Gone;
        int most = permits + (PlantedBugs.IsOn(PlantedRecipeBugs.OnePermitTooMany) ? 1 : 0);
        if (before is null || before.Count < most)
            return QueueDecision.Granted;
        before.Sort(static (a, b) => a.IsBefore(b) ? -1 : 1);
        int watched = PlantedBugs.IsOn(PlantedRecipeBugs.WatchesOneHolder) ? 1 : permits;
        return QueueDecision.Wait([.. before[^permits..].Take(watched).Select(static name => name.Text)]);
    }
}
