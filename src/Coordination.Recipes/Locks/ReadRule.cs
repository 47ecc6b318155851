using Coordination.Internal;
using Coordination.Recipes.Contenders;
using Coordination.Recipes.Internal;

namespace Coordination.Recipes.Locks;

/// <summary>A reader's turn: no writer before it, or only one that has given writing down to reading.</summary>
internal sealed class ReadRule(ContenderLine line) : ITurnRule
{
    public async ValueTask<QueueState?> LookAsync(
        Contender mine, WatchSet watches, CancellationToken cancellationToken)
    {
        if (await line.ChildrenAsync(mine, cancellationToken).ConfigureAwait(false) is not { } children)
            return QueueState.Gone;
        QueueDecision decision = ReadWriteQueue.DecideRead(children, mine.Name, out string? head);
        if (decision.State != QueueState.Waits)
            return decision.State;

        ZPath writer = line.Parent / decision.Watch[0];
        if (await watches.ReadAsync(writer, cancellationToken).ConfigureAwait(false) is not { } znode)
            return null;
        bool isReading = HolderData.IsDowngraded(znode.Data.Span)
            || PlantedBugs.IsOn(PlantedRecipeBugs.ReadersPassTheFirst);
        return head is not null && isReading ? QueueState.Granted : QueueState.Waits;
    }
}
