using Coordination.Internal;
using Coordination.Recipes.Contenders;
using Coordination.Recipes.Internal;

namespace Coordination.Recipes.Locks;

/// <summary>
/// Who holds a reader-writer lock: a writer when nobody is before it, a reader when no writer is. So nobody overtakes,
/// and readers that follow each other hold together. The layout is that of Curator's
/// <c>InterProcessReadWriteLock</c>.
/// </summary>
internal static class ReadWriteQueue
{
    public static QueueDecision DecideWrite(IReadOnlyList<string> children, string mine) =>
        PlantedBugs.IsOn(PlantedRecipeBugs.WriterPassesReaders)
            ? LockQueue.Decide(children, mine, permits: 1, LockLabels.Write)
            : LockQueue.Decide(children, mine, permits: 1, LockLabels.Write, LockLabels.Read);

    /// <param name="children">The names in line.</param>
    /// <param name="mine">One's own name.</param>
    /// <param name="head">
    /// While a reader waits for the first of the line and for nobody else: its name. It is the holder, and lets readers
    /// in where it has given writing down to reading.
    /// </param>
    public static QueueDecision DecideRead(IReadOnlyList<string> children, string mine, out string? head)
    {
        head = null;
        if (!ContenderName.TryParse(mine, [LockLabels.Read], out ContenderName own))
            throw new ArgumentException($"'{mine}' is no reader's name.", nameof(mine));
        if (!children.Contains(mine))
            return QueueDecision.Gone;

        List<ContenderName> before = [];
        foreach (string child in children)
        {
            if (ContenderName.TryParse(child, [LockLabels.Read, LockLabels.Write], out ContenderName other)
                && other.IsBefore(own))
                before.Add(other);
        }

        before.Sort(static (a, b) => a.IsBefore(b) ? -1 : 1);
        int last = before.FindLastIndex(static name => name.Label == LockLabels.Write);
        if (last < 0)
            return QueueDecision.Granted;
        if (last == 0)
            head = before[0].Text;
        return QueueDecision.Wait([before[last].Text]);
    }
}
