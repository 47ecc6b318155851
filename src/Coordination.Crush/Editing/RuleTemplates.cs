namespace Coordination.Crush;

/// <summary>The rules that crushtool makes from a root and a failure domain (FACTS §14).</summary>
internal static class RuleTemplates
{
    public static void Add(MapDraft draft, string name, Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        NameRules.Check(name);
        if (rule.Steps.Length > CrushLimits.MaxRuleSteps)
            throw new CrushEditException($"Rule '{name}' has more than {CrushLimits.MaxRuleSteps} steps.");
        if (draft.RuleNames.Contains(name))
            throw new CrushEditException($"Rule '{name}' exists already.");
        int id = draft.Rules.IndexOf(null);
        if (id < 0)
            id = draft.Rules.Count;
        if (id > CrushLimits.MaxRuleId)
            throw new CrushEditException($"A map has at most {CrushLimits.MaxRuleId + 1} rules.");
        draft.Put(id, rule);
        draft.RuleNames.Set(id, name);
    }

    public static void AddReplicated(MapDraft draft, string name, string root, string failureDomain,
        string? deviceClass)
    {
        int type = TypeOf(draft, failureDomain);
        RuleStep choose = new(type == 0 ? RuleOp.ChooseFirstn : RuleOp.ChooseleafFirstn, 0, type);
        RuleStep take = new(RuleOp.Take, Start(draft, root, deviceClass));
        var rule = new Rule(RuleKind.Replicated, take, choose, new(RuleOp.Emit)) { MinSize = 1, MaxSize = 10 };
        Add(draft, name, rule);
    }

    public static void AddSimple(MapDraft draft, string name, string root, string failureDomain, bool indep,
        string? deviceClass)
    {
        if (!indep)
        {
            AddReplicated(draft, name, root, failureDomain, deviceClass);
            return;
        }
        int type = TypeOf(draft, failureDomain);
        RuleStep choose = new(type == 0 ? RuleOp.ChooseIndep : RuleOp.ChooseleafIndep, 0, type);
        RuleStep take = new(RuleOp.Take, Start(draft, root, deviceClass));
        var rule = new Rule(RuleKind.Replicated, new(RuleOp.SetChooseleafTries, 5), new(RuleOp.SetChooseTries, 100),
            take, choose, new(RuleOp.Emit))
        { MinSize = 3, MaxSize = 20 };
        Add(draft, name, rule);
    }

    /// <summary>Whether a rule starts from the item.</summary>
    public static bool IsTaken(MapDraft draft, int item)
    {
        foreach (Rule rule in draft.Rules.OfType<Rule>())
        {
            if (rule.Steps.Contains(new RuleStep(RuleOp.Take, item)))
                return true;
        }
        return false;
    }

    private static int Start(MapDraft draft, string root, string? deviceClass)
    {
        if (!draft.ItemNames.TryGetId(root, out int id))
            throw new CrushEditException($"There is no item '{root}'.");
        if (deviceClass is null)
            return id;
        if (!draft.ClassNames.TryGetId(deviceClass, out int classId))
            throw new CrushEditException($"No device has class '{deviceClass}'.");
        return draft.ShadowIds.TryGetValue(id, out var shadows) && shadows.TryGetValue(classId, out int shadow) ? shadow
            : throw new CrushEditException($"'{root}' has no shadow tree for class '{deviceClass}'.");
    }

    private static int TypeOf(MapDraft draft, string name) => draft.TypeNames.TryGetId(name, out int type) ? type
        : throw new CrushEditException($"There is no type '{name}'.");
}
