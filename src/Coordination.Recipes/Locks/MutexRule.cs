using Coordination.Recipes.Contenders;

namespace Coordination.Recipes.Locks;

/// <summary>One at a time, in the order of entering; each watches the one before it only.</summary>
internal sealed class MutexRule(
    ContenderLine line, Func<IReadOnlyList<string>, string, QueueDecision> decide) : ITurnRule
{
    public async ValueTask<QueueState?> LookAsync(
        Contender mine, WatchSet watches, CancellationToken cancellationToken)
    {
        if (await line.ChildrenAsync(mine, cancellationToken).ConfigureAwait(false) is not { } children)
            return QueueState.Gone;
        QueueDecision decision = decide(children, mine.Name);
        foreach (string name in decision.Watch)
        {
            if (!await watches.ArmAsync(line.Parent / name, cancellationToken).ConfigureAwait(false))
                return null;
        }

        return decision.State;
    }
}
