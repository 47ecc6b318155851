using Coordination.Crush;

namespace Coordination.Tests.Crush.Analysis;

public sealed class RuleDiagnosisTests
{
    private static readonly CrushMap Map =
        LayeredMap.Build(8, new("host", BucketAlgorithm.Straw2, 2), new("root", BucketAlgorithm.Straw2, 0));

    [Fact]
    public void Enough_hosts_are_no_problem() => Assert.Empty(RuleDiagnosis.Explain(Map, 0, replicas: 4));

    [Fact]
    public void Too_few_hosts_are_named() =>
        Assert.Equal(["5 of type host are wanted below 'root', which has 4."],
            RuleDiagnosis.Explain(Map, 0, replicas: 5));

    [Fact]
    public void Hosts_whose_devices_are_out_are_named()
    {
        uint[] reweights = Reweight.Full(Map);
        reweights[0] = reweights[1] = Reweight.Out;

        Assert.Equal(["4 of type host are wanted below 'root', which has 3 (4 in all, but 1 without weight or out)."],
            RuleDiagnosis.Explain(Map, 0, replicas: 4, reweights));
    }

    [Fact]
    public void A_rule_that_does_not_exist_is_named() =>
        Assert.Equal(["Rule 7 does not exist."], RuleDiagnosis.Explain(Map, 7, replicas: 3));

    [Fact]
    public void A_rule_that_emits_less_than_asked_for_is_named()
    {
        Assert.True(Map.ItemNames.TryGetId("root", out int root));
        CrushMap map = Map.Edit().AddRule("two", new Rule(RuleKind.Replicated,
            new(RuleOp.Take, root), new(RuleOp.ChooseleafFirstn, 2, 1), new(RuleOp.Emit))).ToMap();

        Assert.Equal(["The rule emits 2 devices, but 3 are asked for."], RuleDiagnosis.Explain(map, 1, replicas: 3));
    }

    [Fact]
    public void A_rule_without_emit_is_named()
    {
        CrushMap map = Map.Edit().AddRule("none", new Rule(RuleKind.Replicated, new RuleStep(RuleOp.Take, -1))).ToMap();

        Assert.Equal(["The rule has no emit step, so it places nothing."], RuleDiagnosis.Explain(map, 1, replicas: 3));
    }
}
