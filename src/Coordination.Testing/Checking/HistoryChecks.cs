namespace Coordination.Testing;

/// <summary>Judges a history. Every check throws where a promise was broken, and says by what.</summary>
public sealed class HistoryChecks
{
    private readonly History _history;

    /// <summary>Checks this history, as far as it goes at each call.</summary>
    public HistoryChecks(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        _history = history;
    }

    /// <summary>
    /// Nothing was held by two at a time, and the fencing tokens of each resource grew with every grant. Holdings are
    /// looked at whenever the history records anything.
    /// </summary>
    /// <exception cref="CheckFailedException">
    /// Two holdings overlap while both are proven, or a token did not grow.
    /// </exception>
    public void MutualExclusion()
    {
        foreach (IGrouping<string, Holding> resource in _history.Grants.GroupBy(holding => holding.Resource))
        {
            Holding? before = null;
            foreach (Holding holding in resource)
            {
                if (holding.Overlaps is { } other)
                    throw new CheckFailedException($"Two hold '{resource.Key}' at a time: {other}, and {holding}.");
                if (before is not null && holding.FencingToken <= before.FencingToken)
                    throw new CheckFailedException(
                        $"The fencing token of '{resource.Key}' did not grow: {before}, then {holding}.");
                before = holding;
            }
        }
    }

    /// <summary>
    /// For every key there is one order of its operations, in line with real time, that explains all answers.
    /// </summary>
    /// <param name="model">What a key is: see <see cref="Models"/>.</param>
    /// <exception cref="CheckFailedException">There is none for some key.</exception>
    public void Linearizable(SequentialModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (IGrouping<string, HistoryOperation> key in _history.Operations.GroupBy(operation => operation.Key))
        {
            HistoryOperation[] judged = [.. key.Where(model.Covers)];
            if (judged.Length > 0 && model.CoversKey([.. key]) && model.FindFault(judged) is { } fault)
                throw new CheckFailedException($"'{key.Key}' is not linearizable as a {model.Name}: {fault}");
        }
    }
}
