namespace Coordination.Sessions;

/// <summary>
/// The three periods that a session's time-out gives its client, in units of the client's timestamps.
/// </summary>
/// <param name="HeartbeatEvery">A sixth of the time-out: how often a sign of life goes out.</param>
/// <param name="SilenceLimit">A third: how long a server may be silent before another is sought, early enough to be
/// reached in time.</param>
/// <param name="ValidFor">How long an answer proves the session, counted from when its request was sent.</param>
internal readonly record struct SessionTimes(long HeartbeatEvery, long SilenceLimit, long ValidFor)
{
    /// <summary>
    /// The most that Apache ZooKeeper's tick is taken to be where nobody says, milliseconds: its default (zoo.cfg:
    /// tickTime).
    /// </summary>
    private const long UnknownTickMs = 2_000;

    public static SessionTimes For(int timeoutMs, bool remembersAnswers, long? serverTickMs, long timestampsPerSecond)
    {
        long validForMs = ValidForMs(timeoutMs, remembersAnswers, serverTickMs);
        return new SessionTimes(
            ToTimestamps(timeoutMs, timestampsPerSecond) / 6,
            ToTimestamps(timeoutMs, timestampsPerSecond) / 3,
            ToTimestamps(validForMs, timestampsPerSecond));
    }

    public static long ToTimestamps(long milliseconds, long timestampsPerSecond) =>
        (long)((Int128)milliseconds * timestampsPerSecond / 1_000);

    private static long ValidForMs(long timeoutMs, bool remembersAnswers, long? serverTickMs)
    {
        // An ensemble of ours counts the whole time-out from when it heard: a tenth is left for clocks that run at
        // different speeds.
        long ours = timeoutMs * 9 / 10;
        if (remembersAnswers)
            return ours;

        // Apache expires in whole ticks, at most one early; a session lasts two ticks at least (minSessionTimeout).
        long tickMs = Math.Min(serverTickMs ?? UnknownTickMs, timeoutMs / 2);
        long foreign = timeoutMs - tickMs;
        return serverTickMs is null ? Math.Min(timeoutMs * 2 / 3, foreign) : Math.Min(ours, foreign);
    }
}
