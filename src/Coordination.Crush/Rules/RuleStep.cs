namespace Coordination.Crush;

/// <summary>One step of a rule.</summary>
/// <param name="Op">What to do.</param>
/// <param name="Arg1">Item of a take, count of a choose (0 and below: plus the number of replicas), value of a
/// set.</param>
/// <param name="Arg2">Type number of a choose.</param>
public readonly record struct RuleStep(RuleOp Op, int Arg1 = 0, int Arg2 = 0)
{
    internal bool IsChoose =>
        Op is RuleOp.ChooseFirstn or RuleOp.ChooseIndep or RuleOp.ChooseleafFirstn or RuleOp.ChooseleafIndep;
}
