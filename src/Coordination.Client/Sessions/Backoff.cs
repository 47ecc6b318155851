namespace Coordination.Sessions;

/// <summary>
/// How long to wait before the next attempt to connect: exponential, and jittered so that the clients of a dead server
/// do not come in step.
/// </summary>
internal static class Backoff
{
    private const int MostDoublings = 30;

    /// <param name="attempt">Failed attempts in a row; 0 right after a connection that worked.</param>
    /// <param name="least">The delay that doubling starts from.</param>
    /// <param name="most">Where doubling ends.</param>
    /// <param name="draw">Random, from 0 to below 1.</param>
    public static long Delay(int attempt, long least, long most, double draw)
    {
        if (attempt == 0)
            return (long)(Math.Min(least, most) * draw);

        double full = Math.Min(most, least * Math.Pow(2, Math.Min(attempt - 1, MostDoublings)));
        return (long)(full * (0.5 + (0.5 * draw)));
    }
}
