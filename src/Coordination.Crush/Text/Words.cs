namespace Coordination.Crush;

/// <summary>The words of the text form that stand for numbers of the encoding.</summary>
internal static class Words
{
    public static string? Of(BucketAlgorithm algorithm) => algorithm switch
    {
        BucketAlgorithm.Uniform => "uniform",
        BucketAlgorithm.List => "list",
        BucketAlgorithm.Tree => "tree",
        BucketAlgorithm.Straw => "straw",
        BucketAlgorithm.Straw2 => "straw2",
        _ => null,
    };

    public static string? Of(RuleKind kind) => kind switch
    {
        RuleKind.Replicated => "replicated",
        RuleKind.Erasure => "erasure",
        RuleKind.MsrFirstn => "msr_firstn",
        RuleKind.MsrIndep => "msr_indep",
        _ => null,
    };

    /// <summary>The word of a set step, or null for other steps.</summary>
    public static string? OfSet(RuleOp op) => op switch
    {
        RuleOp.SetChooseTries => "set_choose_tries",
        RuleOp.SetChooseleafTries => "set_chooseleaf_tries",
        RuleOp.SetChooseLocalTries => "set_choose_local_tries",
        RuleOp.SetChooseLocalFallbackTries => "set_choose_local_fallback_tries",
        RuleOp.SetChooseleafVaryR => "set_chooseleaf_vary_r",
        RuleOp.SetChooseleafStable => "set_chooseleaf_stable",
        RuleOp.SetMsrDescents => "set_msr_descents",
        RuleOp.SetMsrCollisionTries => "set_msr_collision_tries",
        _ => null,
    };

    public static bool TryParse(string word, out BucketAlgorithm algorithm)
    {
        for (algorithm = BucketAlgorithm.Uniform; algorithm <= BucketAlgorithm.Straw2; algorithm++)
        {
            if (Of(algorithm) == word)
                return true;
        }
        return false;
    }

    public static bool TryParse(string word, out RuleKind kind)
    {
        for (kind = RuleKind.Replicated; kind <= RuleKind.MsrIndep; kind++)
        {
            if (Of(kind) == word)
                return true;
        }
        return false;
    }

    public static bool TryParseSet(string word, out RuleOp op)
    {
        for (op = RuleOp.SetChooseTries; op <= RuleOp.SetMsrCollisionTries; op++)
        {
            if (OfSet(op) == word)
                return true;
        }
        return false;
    }
}
