using Coordination.Recipes.Contenders;

namespace Coordination.Recipes.Locks;

/// <summary>As many at a time as were agreed on, in the order of entering.</summary>
internal sealed class SemaphoreRule(ContenderLine line, SemaphoreSize size) : ITurnRule
{
    public async ValueTask<QueueState?> LookAsync(
        Contender mine, WatchSet watches, CancellationToken cancellationToken)
    {
        if (await size.AgreeAsync(watches, cancellationToken).ConfigureAwait(false) is not { } permits)
            return null;
        if (await line.ChildrenAsync(mine, cancellationToken).ConfigureAwait(false) is not { } children)
            return QueueState.Gone;
        QueueDecision decision = LockQueue.Decide(children, mine.Name, permits, LockLabels.Permit);

        // All at once: so many permits would cost as many round trips.
        Task<bool>[] armed =
            [.. decision.Watch.Select(name => watches.ArmAsync(line.Parent / name, cancellationToken).AsTask())];
        return (await Task.WhenAll(armed).ConfigureAwait(false)).Contains(false) ? null : decision.State;
    }
}
