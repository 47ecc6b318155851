namespace Coordination.Tests.Tree.Reference.Scripts;

/// <summary>Compares what both sides show.</summary>
internal static class OutcomeComparison
{
    public static string? Of(StepOutcome expected, StepOutcome actual)
    {
        if (OutcomeText.Of(expected.Code, expected.Body) is var answer
            && OutcomeText.Of(actual.Code, actual.Body) is var other && answer != other)
            return Say("answer", answer, other);
        if (expected.Zxid is { } zxid && actual.Zxid is { } otherZxid && zxid != otherZxid)
            return Say("zxid", zxid, otherZxid);
        if (expected.Changes is { } changes && actual.Changes is { } otherChanges
            && OutcomeText.Of(changes) != OutcomeText.Of(otherChanges))
            return Say("changes", OutcomeText.Of(changes), OutcomeText.Of(otherChanges));
        bool isUnordered = expected.IsUnordered || actual.IsUnordered;
        return expected.Events is { } events && actual.Events is { } otherEvents
            ? Events(events, otherEvents, isUnordered)
            : null;
    }

    private static string? Events(IReadOnlyList<Seen> expected, IReadOnlyList<Seen> actual, bool isUnordered)
    {
        string wanted = OutcomeText.Of(InOrder(expected, isUnordered));
        string got = OutcomeText.Of(InOrder(actual, isUnordered));
        return wanted == got ? null : Say("events", wanted, got);
    }

    // Each session has its order; between sessions there is none.
    private static IEnumerable<Seen> InOrder(IEnumerable<Seen> events, bool isUnordered)
    {
        IOrderedEnumerable<Seen> bySession = events.OrderBy(seen => seen.Slot);
        return isUnordered
            ? bySession.ThenBy(seen => seen.Path, StringComparer.Ordinal).ThenBy(seen => seen.Type)
            : bySession;
    }

    private static string Say(string what, object expected, object actual) =>
        $"{what} differ.{Environment.NewLine}  model: {expected}{Environment.NewLine}  other: {actual}";
}
