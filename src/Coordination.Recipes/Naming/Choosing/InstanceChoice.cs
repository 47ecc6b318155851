namespace Coordination.Recipes.Naming.Choosing;

/// <summary>Which instance is chosen: the decision beside the resolver.</summary>
internal static class InstanceChoice
{
    /// <summary>
    /// Those among which a strategy chooses: who passes, else who warns. Where all of them are in quarantine, the one
    /// whose quarantine ends first: trying it is better than failing for certain.
    /// </summary>
    public static ChoiceCandidate[] Eligible(IReadOnlyList<ChoiceCandidate> all, IReadOnlyCollection<string> tags)
    {
        ChoiceCandidate[] serving =
            [.. all.Where(one => one.Instance.CanServe && tags.All(one.Instance.Tags.Contains))];
        ChoiceCandidate[] free = [.. serving.Where(static one => one.QuarantinedUntil is null)];
        if (free.Length == 0)
            return [.. serving.OrderBy(static one => one.QuarantinedUntil).Take(1)];
        ChoiceCandidate[] passing = [.. free.Where(static one => one.Instance.Health == ServiceHealth.Passing)];
        return passing.Length > 0 ? passing : free;
    }

    /// <param name="candidates">At least one, in the order of ids.</param>
    /// <param name="strategy">How.</param>
    /// <param name="draw">What else it depends on.</param>
    public static ServiceInstance Choose(
        ChoiceCandidate[] candidates, ServiceStrategy strategy, in ChoiceDraw draw) => strategy switch
        {
            ServiceStrategy.RoundRobin => candidates[draw.Turn % (uint)candidates.Length].Instance,
            ServiceStrategy.Random => candidates[(int)(draw.Chance * candidates.Length)].Instance,
            ServiceStrategy.Weighted => ByWeight(candidates, draw.Chance),
            ServiceStrategy.Sticky => Stick(candidates, draw),
            ServiceStrategy.LeastPending => LeastPending(candidates, draw.Turn),
            _ => throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "There is no such strategy."),
        };

    private static ServiceInstance ByWeight(ChoiceCandidate[] candidates, double chance)
    {
        long total = candidates.Sum(static one => (long)one.Instance.Weight);
        if (total == 0)
            return candidates[(int)(chance * candidates.Length)].Instance;
        long left = (long)(chance * total);
        foreach (ChoiceCandidate candidate in candidates)
        {
            left -= candidate.Instance.Weight;
            if (left < 0)
                return candidate.Instance;
        }

        return candidates[^1].Instance;
    }

    // Each pair of key and instance has a number, and the greatest wins: who goes takes its own keys along only
    // (Thaler and Ravishankar, "Using name-based mappings to increase hit rates").
    private static ServiceInstance Stick(ChoiceCandidate[] candidates, in ChoiceDraw draw)
    {
        if (draw.Key is { } key)
            return candidates.MaxBy(one => StableHash.Of(key, one.Instance.Id)).Instance;
        string? last = draw.Last;
        int at = Array.FindIndex(candidates, one => one.Instance.Id == last);
        return candidates[at < 0 ? (int)(draw.Chance * candidates.Length) : at].Instance;
    }

    // The turn decides between equals, or the first would get all while nothing is pending.
    private static ServiceInstance LeastPending(ChoiceCandidate[] candidates, uint turn)
    {
        double least = candidates.Min(Load);
        ChoiceCandidate[] equals = [.. candidates.Where(one => Load(one).Equals(least))];
        return equals[turn % (uint)equals.Length].Instance;
    }

    private static double Load(ChoiceCandidate candidate) =>
        candidate.Instance.Weight == 0 ? double.MaxValue : (candidate.Pending + 1.0) / candidate.Instance.Weight;
}
