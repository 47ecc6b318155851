namespace Coordination.Interop.Tests.Recipes;

/// <summary>That a process held something, from when until when, on the clock that all share.</summary>
internal readonly record struct ClaimedTime(double From, double To, long Token)
{
    /// <summary>Reads the holdings out of what a process printed.</summary>
    /// <param name="process">The process, at its end.</param>
    /// <param name="begins">The event that a holding begins with.</param>
    public static IEnumerable<ClaimedTime> Of(RecipeProcess process, string begins)
    {
        RecipeLine? begun = null;
        double until = 0;
        foreach (RecipeLine line in process.Lines)
        {
            if (line.Event == begins)
            {
                begun = line;
                until = line.Until;
            }
            else if (begun is not null && line.Event == "held")
            {
                until = Math.Max(until, line.Until);
            }
            else if (begun is not null && line.Event is "released" or "resigned" or "lost")
            {
                // Who was stopped cannot say in time that it is lost: what counts is until when it was proven.
                yield return new ClaimedTime(begun!.T, line.Event == "lost" ? Math.Min(line.T, until) : line.T,
                    begun.Token);
                begun = null;
            }
        }

        if (begun is not null)
            yield return new ClaimedTime(begun.T, Math.Min(until, process.StoppedAt ?? until), begun.Token);
    }

    /// <summary>Reads when a process owned one of the shards of a partition.</summary>
    public static IEnumerable<ClaimedTime> OfShard(RecipeProcess process, int shard)
    {
        ClaimedTime? begun = null;
        double until = 0;
        foreach (RecipeLine line in process.Lines)
        {
            int at = Array.IndexOf(line.Shards, shard);
            if (line.Event is "owned" or "held" && at >= 0)
            {
                begun ??= new ClaimedTime(line.T, line.T, line.Tokens[at]);
                until = line.Until;
            }
            else if (line.Event == "released" && at >= 0 && begun is { } ended)
            {
                // Who was stopped cannot say in time that it is lost: what counts is until when it was proven.
                yield return ended with { To = Math.Min(line.T, until) };
                begun = null;
            }
        }

        if (begun is { } last)
            yield return last with { To = Math.Min(until, process.StoppedAt ?? until) };
    }

    /// <summary>At no moment more than so many hold; and where it is one, tokens grow with each.</summary>
    public static void AssertAtMost(int most, IEnumerable<ClaimedTime> claims)
    {
        ClaimedTime[] sorted = [.. claims.OrderBy(claim => claim.From)];
        for (int i = 0; i < sorted.Length; i++)
        {
            ClaimedTime claim = sorted[i];
            int others = sorted[..i].Count(other => other.To > claim.From);
            Assert.True(others < most, $"{claim} begins while {others} hold: {string.Join("; ", sorted[..i]
                .Where(other => other.To > claim.From))}");
            if (i > 0 && most == 1)
                Assert.True(claim.Token > sorted[i - 1].Token, $"{claim} follows {sorted[i - 1]}.");
        }
    }
}
