namespace Coordination.Crush;

/// <summary>
/// A rule made of blocks "take a bucket, choose(leaf) firstn, emit", under tunables by which an attempt depends on
/// nothing but its number: then all replicas, and many inputs, can be drawn together (<see cref="FirstnBatch"/>).
/// Nearly all rules are.
/// </summary>
internal sealed class FirstnPlan
{
    /// <summary>
    /// Most tries below one bucket: a rule with more is left to the general way, which bounds all tries together.
    /// </summary>
    private const int MostLeafTries = 256;

    private FirstnPlan(Block[] blocks) => Blocks = blocks;

    /// <param name="Root">The bucket that is taken.</param>
    /// <param name="Count">How many items are chosen.</param>
    /// <param name="Type">Of which type.</param>
    /// <param name="ToLeaf">Whether a device below each is chosen.</param>
    /// <param name="Settings">Tunables in force.</param>
    public readonly record struct Block(int Root, int Count, int Type, bool ToLeaf, DescentSettings Settings)
    {
        public int LeafTries => Settings.FirstnLeafTries;
    }

    public Block[] Blocks { get; }

    /// <summary>The plan of a rule, or null if the rule has another form.</summary>
    public static FirstnPlan? TryMake(Rule rule, CompiledMap map, int replicas)
    {
        // A weight set with several positions makes a draw depend on how many replicas were placed before.
        if (rule.IsMsr || map.DependsOnPosition)
            return null;
        List<Block> blocks = [];
        var settings = new DescentSettings(map.Tunables);
        for (int i = 0; i < rule.Steps.Length; i++)
        {
            RuleStep step = rule.Steps[i];
            if (step.Op != RuleOp.Take)
            {
                if (step.IsChoose || step.Op is RuleOp.Emit)
                    return null;
                settings.Apply(step);
                continue;
            }
            if (i + 2 >= rule.Steps.Length || rule.Steps[i + 2].Op != RuleOp.Emit || !map.IsBucket(step.Arg1))
                return null;
            if (TryBlock(step.Arg1, rule.Steps[i + 1], settings, replicas) is not { } block)
                return null;
            blocks.Add(block);
            i += 2;
        }
        return new FirstnPlan([.. blocks]);
    }

    private static Block? TryBlock(int root, RuleStep choose, in DescentSettings settings, int replicas)
    {
        bool toLeaf = choose.Op == RuleOp.ChooseleafFirstn;
        bool independent = settings is { LocalTries: 0, FallbackTries: 0 } && (settings.Stable || !toLeaf);
        int count = choose.Arg1 > 0 ? choose.Arg1 : choose.Arg1 + replicas;
        if (!independent || choose.Op is not (RuleOp.ChooseFirstn or RuleOp.ChooseleafFirstn) || count > replicas
            || settings.FirstnLeafTries > MostLeafTries)
            return null;
        return new Block(root, Math.Max(0, count), choose.Arg2, toLeaf, settings);
    }
}
