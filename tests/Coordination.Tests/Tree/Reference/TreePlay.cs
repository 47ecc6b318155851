using Coordination.Requests;
using Coordination.Tests.Tree.Reference.Model;
using Coordination.Tests.Tree.Reference.Scripts;
using Coordination.Tree.Security;

namespace Coordination.Tests.Tree.Reference;

/// <summary>
/// Plays a script on the model and on the product's tree and watch table, then compares all that there is.
/// </summary>
internal static class TreePlay
{
    private static readonly Identities Super = Identities.Anonymous.With(new AuthId(Identities.SuperScheme, ""));

    /// <summary>Where they first differ; null where nowhere.</summary>
    public static string? FindDifference(Script script, bool enforceQuota)
    {
        var model = new ModelSubject(ModelRules.Ours, enforceQuota);
        var tree = new TreeSubject(enforceQuota);
        var runner = new ScriptRunner(model, tree, OutcomeComparison.Of);
        return runner.Run(script)
            ?? CompareCounts(model, tree)
            ?? CompareZnodes(model, tree)
            ?? CompareReapable(model, tree, runner.TimeMs)
            ?? (tree.AreImagesIntact() ? null : "An image changed after it was taken.");
    }

    private static string? CompareCounts(ModelSubject model, TreeSubject tree)
    {
        ModelState state = model.Tree.State;
        IEnumerable<ModelZnode> znodes = state.Paths.Select(path => state.Find(path)!); // From Paths.
        string expected = $"{state.Paths.Count()} znodes, {znodes.Count(znode => znode.IsEphemeral)} ephemeral, "
            + $"{model.Tree.Sessions.Count} sessions, {model.WatchCount} watches";
        string actual = $"{tree.Tree.ZnodeCount} znodes, {tree.Tree.EphemeralCount} ephemeral, "
            + $"{tree.Tree.SessionCount} sessions, {tree.WatchCount} watches";
        return expected == actual ? null : $"In the end the model has {expected}; the tree has {actual}.";
    }

    private static string? CompareZnodes(ModelSubject model, TreeSubject tree)
    {
        foreach (string path in model.Tree.State.Paths)
        {
            IRequest[] reads = [new GetDataRequest(path), new GetAclRequest(path), new GetChildrenRequest(path)];
            foreach (IRequest read in reads)
            {
                StepOutcome expected = model.ReadAs(Super, read);
                StepOutcome actual = tree.ReadAs(Super, read);
                if (OutcomeComparison.Of(expected, actual) is { } difference)
                    return $"In the end, {read}: {difference}";
            }
        }

        return null;
    }

    private static string? CompareReapable(ModelSubject model, TreeSubject tree, long timeMs)
    {
        var found = new List<IRequest>();
        tree.Tree.CollectReapable(timeMs, int.MaxValue, found);
        string expected = InOrder(model.Tree.Reapable(timeMs));
        string actual = InOrder(found);
        return expected == actual ? null : $"Reapable in the end: {expected} by the model, {actual} by the tree.";
    }

    private static string InOrder(IEnumerable<IRequest> requests) =>
        string.Join(' ', requests.Select(each => $"{each}").Order(StringComparer.Ordinal));
}
