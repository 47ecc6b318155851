namespace Coordination.Recipes.Election;

/// <summary>
/// Who leads and who comes next. The one to whom the grant was written leads until its znode is gone; then the first of
/// the others takes it. Each who waits watches the one before it, and the first watches the leader, so that the end of
/// a leader wakes one. Who comes in between later, by a greater priority, finds the leader itself and watches it.
/// </summary>
internal static class Succession
{
    /// <param name="children">The names of the candidates' znodes, read after the grant; strangers are skipped.</param>
    /// <param name="mine">One's own.</param>
    /// <param name="granted">To whom the grant was written; null where it never was.</param>
    public static Ballot Decide(IReadOnlyList<string> children, string mine, string? granted)
    {
        if (!CandidateName.TryParse(mine, out CandidateName own))
            throw new ArgumentException($"'{mine}' is no candidate's name.", nameof(mine));
        if (!children.Contains(mine))
            return new Ballot(BallotState.Gone);
        if (granted == mine)
            return new Ballot(BallotState.Leads);

        bool isLed = granted is not null && children.Contains(granted);
        CandidateName? before = null;
        foreach (string child in children)
        {
            if (child != granted && CandidateName.TryParse(child, out CandidateName other) && other.IsBefore(own)
                && (before is null || before.Value.IsBefore(other)))
                before = other;
        }

        if (before is { } ahead)
            return new Ballot(BallotState.Waits, ahead.Text);
        return isLed ? new Ballot(BallotState.Waits, granted) : new Ballot(BallotState.IsFirst);
    }

    /// <summary>Who comes next after a leader; null where there is nobody.</summary>
    public static string? Next(IReadOnlyList<string> children, string leader)
    {
        CandidateName? first = null;
        foreach (string child in children)
        {
            if (child != leader && CandidateName.TryParse(child, out CandidateName other)
                && (first is null || other.IsBefore(first.Value)))
                first = other;
        }

        return first?.Text;
    }
}
