namespace Coordination.Crush;

/// <summary>The tunables in force at a step of a rule; set steps change them for the rest of the rule.</summary>
internal record struct DescentSettings
{
    public DescentSettings(Tunables tunables)
    {
        Tries = (int)Math.Min(tunables.ChooseTotalTries, int.MaxValue - 1) + 1;
        LocalTries = (int)tunables.ChooseLocalTries;
        FallbackTries = (int)tunables.ChooseLocalFallbackTries;
        DescendOnce = tunables.ChooseleafDescendOnce != 0;
        VaryR = tunables.ChooseleafVaryR;
        Stable = tunables.ChooseleafStable != 0;
    }

    /// <summary>Descents for one replica.</summary>
    public int Tries { get; set; }

    /// <summary>Tries for a leaf, if a step set them; 0: not set.</summary>
    public int LeafTries { get; set; }

    public int LocalTries { get; set; }

    public int FallbackTries { get; set; }

    public bool DescendOnce { get; }

    public int VaryR { get; set; }

    public bool Stable { get; set; }

    public readonly int FirstnLeafTries => LeafTries > 0 ? LeafTries : DescendOnce ? 1 : Tries;

    public readonly int IndepLeafTries => LeafTries > 0 ? LeafTries : 1;

    /// <summary>Attempt number from which the leaf below a bucket, chosen by attempt r, starts (firstn).</summary>
    public readonly int LeafAttempt(int r) => VaryR > 0 ? r >> (VaryR - 1) : 0;

    /// <summary>Applies a set step; any other changes nothing.</summary>
    public void Apply(RuleStep step)
    {
        int value = step.Arg1;
        switch (step.Op)
        {
            case RuleOp.SetChooseTries when value > 0:
                Tries = value;
                break;
            case RuleOp.SetChooseleafTries when value > 0:
                LeafTries = value;
                break;
            case RuleOp.SetChooseLocalTries when value >= 0:
                LocalTries = value;
                break;
            case RuleOp.SetChooseLocalFallbackTries when value >= 0:
                FallbackTries = value;
                break;
            case RuleOp.SetChooseleafVaryR when value >= 0:
                VaryR = value;
                break;
            case RuleOp.SetChooseleafStable when value >= 0:
                Stable = value != 0;
                break;
        }
    }
}
