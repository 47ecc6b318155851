using Coordination.Interop.Tests.Tcp;
using Coordination.Tests.Tree.Reference;
using Coordination.Tests.Tree.Reference.Model;
using Coordination.Tests.Tree.Reference.Scripts;

namespace Coordination.Interop.Tests.ZooKeeper;

/// <summary>What <c>Differences.json</c> says is so, and it says all: the model has no other switch.</summary>
public sealed class KnownDifferenceTests
{
    private static IEnumerable<KnownDifference> Shown => KnownDifference.All.Where(known => known.Rule is not null);

    [Fact]
    public void Every_rule_of_the_model_is_explained() => Assert.Equal(
        typeof(ModelRules).GetConstructors().Single().GetParameters().Select(rule => rule.Name).Order(),
        Shown.Select(known => known.Rule).Order());

    [Fact]
    public void Our_tree_goes_our_way() => Assert.All(
        Shown.Where(known => !known.Script.Steps.Any(step => step is Step.Return)), // A tree has no connections.
        known => Assert.Null(TreePlay.FindDifference(known.Script, enforceQuota: true)));

    [Fact]
    public async Task Our_server_goes_our_way()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using var stage = new ZooKeeperStage(
            enforceQuota: true, () => Task.FromResult(OurServer.StartStaged(enforceQuota: true)));
        foreach (KnownDifference known in Shown)
            Assert.Null(await stage.PlayAsync(known.Script));
    }

    [Fact]
    public async Task The_real_ZooKeeper_goes_the_way_that_is_said()
    {
        Counterpart.Require(ZooKeeperInstallation.Missing);
        await using var stage = new ZooKeeperStage(enforceQuota: true);
        foreach (KnownDifference known in Shown)
        {
            Assert.Null(await stage.PlayAsync(known.Script));

            // The model went with the real one. Going our way differs, unless this version has come round to it.
            bool isOurs = stage.Rules == With(stage.Rules, known.Rule);
            Assert.Equal(isOurs, Compare(known.Script, stage.Rules, With(stage.Rules, known.Rule)) is null);
        }
    }

    private static string? Compare(Script script, ModelRules one, ModelRules other)
    {
        var model = new ModelSubject(one, enforceQuota: true);
        return new ScriptRunner(model, new ModelSubject(other, enforceQuota: true), OutcomeComparison.Of).Run(script);
    }

    private static ModelRules With(ModelRules rules, string? rule) => rule switch
    {
        nameof(ModelRules.ExistsNeedsRead) => rules with { ExistsNeedsRead = true },
        nameof(ModelRules.SeveralWatchModesPerPath) => rules with { SeveralWatchModesPerPath = true },
        nameof(ModelRules.QuotaSeesEarlierOperations) => rules with { QuotaSeesEarlierOperations = true },
        nameof(ModelRules.ShrinkingPassesQuota) => rules with { ShrinkingPassesQuota = true },
        nameof(ModelRules.QuotaMustBeReadable) => rules with { QuotaMustBeReadable = true },
        nameof(ModelRules.Ipv6InAcls) => rules with { Ipv6InAcls = true },
        nameof(ModelRules.ChecksOwnWatchesOnly) => rules with { ChecksOwnWatchesOnly = true },
        nameof(ModelRules.CatchUpNeedsRead) => rules with { CatchUpNeedsRead = true },
        nameof(ModelRules.CatchUpReplays) => rules with { CatchUpReplays = true },
        _ => throw new InvalidOperationException($"There is no rule {rule}."),
    };
}
