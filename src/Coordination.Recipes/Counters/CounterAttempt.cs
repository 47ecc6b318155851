namespace Coordination.Recipes.Counters;

/// <summary>One write of a counter, which takes effect on one version of its znode or not at all.</summary>
/// <param name="Czxid">The znode that it is about; null where it creates one.</param>
/// <param name="Version">The version it takes effect on; -1 where it creates the znode.</param>
/// <param name="Mark">Whose it is, and which operation.</param>
/// <param name="Record">What it writes.</param>
internal sealed record CounterAttempt(Zxid? Czxid, int Version, WriterMark Mark, CounterRecord Record)
{
    /// <summary>The version before a znode is created.</summary>
    public const int NoVersion = -1;

    /// <summary>The write that brings a counter from what it is to a value.</summary>
    public static CounterAttempt On(CounterRecord now, Stat? stat, WriterMark mark, long value)
    {
        int version = stat?.Version ?? NoVersion;
        return new CounterAttempt(stat?.Czxid, version, mark, now.Next(value, mark, unchecked(version + 1)));
    }

    /// <summary>
    /// What came of it, by a later look at the znode. As a version is passed once only, it cannot take effect any more
    /// when there is a newer one; and the newer ones tell by their marks whose write made them.
    /// </summary>
    /// <param name="now">What is there; null where there is no znode.</param>
    /// <param name="stat">Its stat.</param>
    public AttemptOutcome Judge(CounterRecord? now, Stat? stat)
    {
        if (stat is not { } there || now is null)
            return Czxid is null ? AttemptOutcome.Open : AttemptOutcome.Unknown;
        bool isKnown = false;
        foreach (WriterMark mark in now.Marks)
        {
            if (mark == Mark)
                return AttemptOutcome.Happened;
            isKnown |= mark.Writer == Mark.Writer;
        }

        if (Czxid is { } mine && mine != there.Czxid)
            return AttemptOutcome.Unknown;
        if (there.Version == Version)
            return AttemptOutcome.Open;
        bool isMarkedSince = now.Since is { } since && unchecked(Version + 1 - since) >= 0;
        return isMarkedSince && (isKnown || !now.IsFull) ? AttemptOutcome.DidNotHappen : AttemptOutcome.Unknown;
    }
}
