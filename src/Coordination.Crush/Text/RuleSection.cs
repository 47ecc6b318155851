namespace Coordination.Crush;

/// <summary>The rules of a text.</summary>
internal sealed class RuleSection(TokenReader reader, MapDraft draft)
{
    public void Compile()
    {
        while (reader.TryTake("rule"))
            ReadRule();
    }

    private void ReadRule()
    {
        Token at = reader.Peek;
        string name = at.Text == "{" ? "" : reader.TakeName("the name of a rule").Text;
        if (draft.RuleNames.Contains(name))
            throw at.Error($"rule '{name}' is defined twice");
        reader.Expect("{");
        if (!reader.TryTake("ruleset"))
            reader.Expect("id");
        Token idToken = reader.Peek;
        int id = reader.TakeInt("the id of a rule", 0, CrushLimits.MaxRuleId);
        if (id < draft.Rules.Count && draft.Rules[id] is not null)
            throw idToken.Error($"rule {id} is defined twice");
        reader.Expect("type");
        Token kindWord = reader.Take();
        if (!Words.TryParse(kindWord.Text, out RuleKind kind))
            throw kindWord.Error($"unknown rule type '{kindWord.Text}'");

        byte? minSize = reader.TryTake("min_size") ? (byte)reader.TakeInt("min_size", 0, 255) : null;
        byte? maxSize = reader.TryTake("max_size") ? (byte)reader.TakeInt("max_size", 0, 255) : null;
        List<RuleStep> steps = [];
        while (reader.TryTake("step"))
        {
            steps.Add(ReadStep());
            if (steps.Count > CrushLimits.MaxRuleSteps)
                throw at.Error($"rule '{name}' has more than {CrushLimits.MaxRuleSteps} steps");
        }
        if (steps.Count == 0)
            throw at.Error($"rule '{name}' has no steps");
        reader.Expect("}");
        draft.Put(id, new Rule(kind, [.. steps]) { MinSize = minSize ?? 1, MaxSize = maxSize ?? 100 });
        if (name.Length > 0)
            draft.RuleNames.Set(id, name);
    }

    private RuleStep ReadStep()
    {
        Token word = reader.Take();
        if (Words.TryParseSet(word.Text, out RuleOp set))
            return new RuleStep(set, reader.TakeInt($"the value of {word.Text}", 0));
        switch (word.Text)
        {
            case "take":
                return new RuleStep(RuleOp.Take, ReadTake());
            case "emit":
                return new RuleStep(RuleOp.Emit);
            case "choose":
                return ReadChoose(RuleOp.ChooseFirstn, RuleOp.ChooseIndep);
            case "chooseleaf":
                return ReadChoose(RuleOp.ChooseleafFirstn, RuleOp.ChooseleafIndep);
            case "choosemsr":
                int count = reader.TakeInt("the count of a choosemsr step");
                return new RuleStep(RuleOp.ChooseMsr, count, ReadType());
            default:
                throw word.Error($"unknown step '{word.Text}'");
        }
    }

    private int ReadTake()
    {
        Token name = reader.TakeName("the name of an item");
        if (!draft.ItemNames.TryGetId(name.Text, out int id))
            throw name.Error($"item '{name.Text}' is not defined");
        if (!reader.TryTake("class"))
            return id;
        Token className = reader.TakeName("a device class");
        if (!draft.ClassNames.TryGetId(className.Text, out int classId))
            throw className.Error($"no device has class '{className.Text}'");
        return draft.ShadowIds.TryGetValue(id, out var shadows) && shadows.TryGetValue(classId, out int shadow) ? shadow
            : throw className.Error($"'{name.Text}' has no shadow tree for class '{className.Text}'");
    }

    private RuleStep ReadChoose(RuleOp firstn, RuleOp indep)
    {
        Token mode = reader.Take();
        if (mode.Text is not ("firstn" or "indep"))
            throw mode.Error($"firstn or indep expected, not '{mode.Text}'");
        int count = reader.TakeInt("the count of a choose step");
        return new RuleStep(mode.Text == "firstn" ? firstn : indep, count, ReadType());
    }

    private int ReadType()
    {
        reader.Expect("type");
        Token name = reader.TakeName("the name of a type");
        return draft.TypeNames.TryGetId(name.Text, out int type) ? type
            : throw name.Error($"type '{name.Text}' is not defined");
    }
}
