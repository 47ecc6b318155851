namespace Coordination.Crush;

/// <summary>Runs a rule for one input, step by step (FACTS §5). The general way: every rule, every bucket.</summary>
internal static class RuleRun
{
    /// <returns>How many entries of <paramref name="result"/> are filled; its length is the number of
    /// replicas.</returns>
    public static int Run(Rule rule, in Descent descent, Span<int> result, MapperScratch scratch)
    {
        if (rule.IsMsr)
            return MsrRun.Run(rule, descent, result, scratch);
        var settings = new DescentSettings(descent.Map.Tunables);
        int count = 0;
        int working = 0;
        foreach (RuleStep step in rule.Steps)
        {
            switch (step.Op)
            {
                case RuleOp.Take:
                    if (IsTakeable(descent.Map, step.Arg1))
                        (scratch.Working[0], working) = (step.Arg1, 1);
                    break;
                case RuleOp.Emit:
                    int emitted = Math.Min(working, result.Length - count);
                    scratch.Working.AsSpan(0, emitted).CopyTo(result[count..]);
                    (count, working) = (count + emitted, 0);
                    break;
                default:
                    if (step.IsChoose && working > 0)
                        working = Choose(step, settings, descent, working, result.Length, scratch);
                    else
                        settings.Apply(step);
                    break;
            }
        }
        return count;
    }

    public static bool IsTakeable(CompiledMap map, int item) =>
        item >= 0 ? item < map.MaxDevices : map.IsBucket(item);

    /// <summary>Replaces each working item by what is chosen below it; returns how many there are then.</summary>
    private static int Choose(RuleStep step, in DescentSettings settings, in Descent descent, int working, int size,
        MapperScratch scratch)
    {
        int chosen = 0;
        Span<int> output = scratch.Output.AsSpan(0, size), leaves = scratch.Leaves.AsSpan(0, size);
        for (int i = 0; i < working; i++)
        {
            int bucket = scratch.Working[i];
            int wanted = step.Arg1 > 0 ? step.Arg1 : step.Arg1 + size;
            if (wanted <= 0 || !descent.Map.IsBucket(bucket))
                continue;
            chosen += ChooseBelow(bucket, wanted, step, settings, descent, output[chosen..], leaves[chosen..]);
        }
        bool toLeaf = step.Op is RuleOp.ChooseleafFirstn or RuleOp.ChooseleafIndep;
        (toLeaf ? leaves : output)[..chosen].CopyTo(scratch.Working);
        return chosen;
    }

    private static int ChooseBelow(int bucket, int wanted, RuleStep step, in DescentSettings settings,
        in Descent descent,
        Span<int> output, Span<int> leaves)
    {
        if (step.Op is RuleOp.ChooseFirstn or RuleOp.ChooseleafFirstn)
        {
            return new FirstnChoice(descent, settings, bucket, step.Arg2)
            {
                Count = wanted,
                Room = output.Length,
                Tries = settings.Tries,
                LeafTries = settings.FirstnLeafTries,
                ToLeaf = step.Op == RuleOp.ChooseleafFirstn,
            }.Run(output, 0, leaves);
        }

        int positions = Math.Min(wanted, output.Length);
        new IndepChoice(descent, settings, bucket, step.Arg2)
        {
            Count = wanted,
            Tries = settings.Tries,
            LeafTries = settings.IndepLeafTries,
            ToLeaf = step.Op == RuleOp.ChooseleafIndep,
        }.Run(output, 0, positions, leaves);
        return positions;
    }
}
