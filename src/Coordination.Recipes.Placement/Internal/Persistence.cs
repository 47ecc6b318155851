namespace Coordination.Recipes.Placement;

/// <summary>Does again what may be done twice until there is an answer, across lost sessions too.</summary>
internal static class Persistence
{
    public static async ValueTask<T> UntilAnsweredAsync<T>(
        Func<CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await work(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception lost) when (lost is OutcomeUnknownException or SessionExpiredException)
            {
                // The client connects, or opens the next session, and the work waits for that.
            }
        }
    }
}
