using Coordination.Internal;
using Coordination.Recipes.Internal;

namespace Coordination.Recipes.Contenders;

/// <summary>
/// Enters a line and waits until it is its turn. Who loses its session while it waits has lost its place and enters
/// again; a mere disconnect costs nothing.
/// </summary>
internal sealed class TurnWaiter(ContenderLine line, ITurnRule rule)
{
    /// <summary>Waits for the turn; null where <paramref name="waits"/> is false and others come first.</summary>
    /// <param name="nextPrefix">Gives the name to enter by, a new one each time.</param>
    /// <param name="id">Who contends.</param>
    /// <param name="waits">Whether to stay in line.</param>
    /// <param name="cancellationToken">Ends the waiting; nothing is left in line.</param>
    public async ValueTask<Contender?> AcquireAsync(
        Func<ContenderPrefix> nextPrefix, string id, bool waits, CancellationToken cancellationToken)
    {
        while (true)
        {
            Contender mine = await line.EnterAsync(nextPrefix(), id, cancellationToken).ConfigureAwait(false);
            bool isGranted = false;
            try
            {
                QueueState state = await WaitAsync(mine, waits, cancellationToken).ConfigureAwait(false);
                isGranted = state == QueueState.Granted && mine.Session.IsValid;
                if (isGranted)
                    return mine;
                if (state == QueueState.Waits)
                    return null;
            }
            catch (SessionExpiredException)
            {
                // The place is lost.
            }
            catch (OperationCanceledException)
            {
                // By the caller's token, or by the session's: then the place is lost too.
                cancellationToken.ThrowIfCancellationRequested();
            }
            finally
            {
                if (!isGranted)
                    line.Abandon(mine);
            }
        }
    }

    private async ValueTask<QueueState> WaitAsync(Contender mine, bool waits, CancellationToken cancellationToken)
    {
        CancellationTokenSource? either = null;
        try
        {
            while (true)
            {
                using var watches = new WatchSet(line.Client);
                CancellationToken token = either?.Token ?? cancellationToken;
                QueueState? state = await rule.LookAsync(mine, watches, token).ConfigureAwait(false);
                if (PlantedBugs.IsOn(PlantedRecipeBugs.WaitsForNobody))
                    state ??= QueueState.Waits;
                if (state is not (null or QueueState.Waits) || (!waits && state == QueueState.Waits))
                    return state.Value;
                if (state is null)
                    continue;
                either ??= CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, mine.Session.Lost);
                await watches.FiredAsync(either.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            either?.Dispose();
        }
    }
}
