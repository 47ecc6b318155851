namespace Coordination.Crush;

/// <summary>
/// The shape that a multi-step-retry rule must have: set steps, then blocks of take, choosemsr steps, emit. Any other
/// places
/// nothing (FACTS §9).
/// </summary>
/// <param name="FirstBlock">Index of the first take.</param>
/// <param name="Descents">Descents per block.</param>
/// <param name="CollisionTries">Tries per bucket after a collision.</param>
internal readonly record struct MsrShape(int FirstBlock, int Descents, int CollisionTries)
{
    public static bool TryRead(Rule rule, Tunables tunables, out MsrShape shape)
    {
        int descents = (int)Math.Min(tunables.MsrDescents, int.MaxValue);
        int collisionTries = (int)Math.Min(tunables.MsrCollisionTries, int.MaxValue);
        int at = 0;
        for (; at < rule.Steps.Length; at++)
        {
            RuleStep step = rule.Steps[at];
            if (step.Op == RuleOp.SetMsrDescents)
                descents = step.Arg1;
            else if (step.Op == RuleOp.SetMsrCollisionTries)
                collisionTries = step.Arg1;
            else
                break;
        }
        shape = new MsrShape(at, descents, collisionTries);
        while (at < rule.Steps.Length)
        {
            if (rule.Steps[at++].Op != RuleOp.Take)
                return false;
            at += ChooseSteps(rule.Steps[at..]);
            if (at >= rule.Steps.Length || rule.Steps[at++].Op != RuleOp.Emit)
                return false;
        }
        return true;
    }

    /// <summary>How many choosemsr steps stand at the beginning.</summary>
    public static int ChooseSteps(ReadOnlySpan<RuleStep> steps)
    {
        int count = 0;
        while (count < steps.Length && steps[count].Op == RuleOp.ChooseMsr)
            count++;
        return count;
    }

    /// <summary>Product of the counts; 0 counts as the number of replicas. Saturates.</summary>
    public static int Total(ReadOnlySpan<RuleStep> steps, int replicas)
    {
        long total = 1;
        foreach (RuleStep step in steps)
            total = Math.Min(total * (step.Arg1 > 0 ? step.Arg1 : replicas), int.MaxValue);
        return (int)total;
    }
}
