using Coordination.Requests;
using Coordination.Tests.Tree.Reference.Model;
using Coordination.Tests.Tree.Reference.Scripts;
using Coordination.Tree.Commands;
using Coordination.Tree.Security;
using FsCheck;
using FsCheck.Fluent;

namespace Coordination.Tests.Tree.Reference;

/// <summary>
/// The product's tree and watch table against the model: the same scripts, every answer, stat, change and event
/// compared.
/// </summary>
public sealed class TreeDifferentialTests
{
    private const int ScriptsPerScale = 1_000;

    private static readonly Identities Super = Identities.Anonymous.With(new AuthId(Identities.SuperScheme, ""));

    private static int Scale =>
        int.TryParse(Environment.GetEnvironmentVariable("COORDINATION_TEST_SCALE"), out int scale)
            ? Math.Max(scale, 1)
            : 1;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_tree_answers_as_the_model(bool enforceQuota) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(ScriptsPerScale * Scale),
        Prop.ForAll(ScriptGenerator.Scripts(new ScriptOptions(IsForOurs: true, Length: 60)), script =>
        {
            string? difference = Play(script, enforceQuota);
            return (difference is null).Label(difference ?? "");
        }));

    private static string? Play(Script script, bool enforceQuota)
    {
        var model = new ModelSubject(ModelRules.Ours, enforceQuota);
        var tree = new TreeSubject(enforceQuota);
        var runner = new ScriptRunner(model, tree, OutcomeComparison.Of);
        return runner.Run(script) ?? CompareAll(model, tree) ?? CompareReapable(model, tree, runner.TimeMs);
    }

    /// <summary>Everything that there is, in the end.</summary>
    private static string? CompareAll(ModelSubject model, TreeSubject tree)
    {
        if (model.Tree.State.Paths.Count() != tree.Tree.ZnodeCount)
            return $"The model has {model.Tree.State.Paths.Count()} znodes, the tree {tree.Tree.ZnodeCount}.";
        if (model.WatchCount != tree.WatchCount)
            return $"The model has {model.WatchCount} watches, the tree {tree.WatchCount}.";
        if (model.Tree.Sessions.Count != tree.Tree.SessionCount)
            return $"The model has {model.Tree.Sessions.Count} sessions, the tree {tree.Tree.SessionCount}.";

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
        string expected =
            string.Join(' ', model.Tree.Reapable(timeMs).Select(each => $"{each}").Order(StringComparer.Ordinal));
        string actual = string.Join(' ', found.Select(each => $"{each}").Order(StringComparer.Ordinal));
        return expected == actual ? null : $"Reapable differ: model {expected}, tree {actual}";
    }
}
