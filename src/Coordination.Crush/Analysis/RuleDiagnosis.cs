namespace Coordination.Crush;

/// <summary>Says why a rule cannot place as many replicas as it is asked for.</summary>
public static class RuleDiagnosis
{
    /// <summary>The reasons, in words; none where the hierarchy has room for every replica.</summary>
    /// <param name="map">The map.</param>
    /// <param name="ruleId">The rule.</param>
    /// <param name="replicas">How many devices each input asks for.</param>
    /// <param name="reweights">As for the mapper; null: all devices are in.</param>
    public static IReadOnlyList<string> Explain(CrushMap map, int ruleId, int replicas,
        IReadOnlyList<uint>? reweights = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (map.FindRule(ruleId) is not { } rule)
            return [$"Rule {ruleId} does not exist."];
        List<string> reasons = [];
        List<int> working = [];
        long emitted = 0;
        bool emits = false;
        foreach (RuleStep step in rule.Steps)
        {
            if (step.Op == RuleOp.Take)
                working = Take(map, step.Arg1, reasons);
            else if (step.IsChoose || step.Op == RuleOp.ChooseMsr)
                working = Choose(map, step, replicas, working, reweights ?? Reweight.Full(map), reasons);
            else if (step.Op == RuleOp.Emit)
                (emitted, emits, working) = (emitted + working.Count, true, []);
        }
        if (!emits)
            reasons.Add("The rule has no emit step, so it places nothing.");
        else if (emitted < replicas && reasons.Count == 0)
            reasons.Add($"The rule emits {emitted} devices, but {replicas} are asked for.");
        return reasons;
    }

    private static List<int> Take(CrushMap map, int item, List<string> reasons)
    {
        if (map.FindBucket(item) is not null || (item >= 0 && item < map.MaxDevices))
            return [item];
        reasons.Add($"The rule takes item {item}, which does not exist.");
        return [];
    }

    /// <summary>
    /// What the step can choose from, as often as it is wanted: the items that the next step works on.
    /// </summary>
    private static List<int> Choose(CrushMap map, RuleStep step, int replicas, List<int> working,
        IReadOnlyList<uint> reweights, List<string> reasons)
    {
        List<int> chosen = [];
        int wanted = step.Arg1 > 0 ? step.Arg1 : step.Arg1 + replicas;
        string type = map.TypeNames[step.Arg2] ?? $"type {step.Arg2}";
        foreach (int item in working)
        {
            if (map.FindBucket(item) is not { } bucket)
            {
                reasons.Add($"Nothing can be chosen below {Name(map, item)}, which is a device.");
                continue;
            }
            List<int> all = [.. Below(map, bucket, step.Arg2).Distinct()];
            List<int> usable = [.. all.Where(i => IsUsable(map, i, reweights))];
            if (usable.Count < wanted)
            {
                string lost = all.Count == usable.Count ? ""
                    : $" ({all.Count} in all, but {all.Count - usable.Count} without weight or out)";
                string where = Name(map, item);
                reasons.Add($"{wanted} of type {type} are wanted below {where}, which has {usable.Count}{lost}.");
            }
            chosen.AddRange(usable.Take(wanted));
        }
        return chosen;
    }

    private static IEnumerable<int> Below(CrushMap map, Bucket bucket, int type)
    {
        for (int i = 0; i < bucket.Items.Length; i++)
        {
            int item = bucket.Items[i];
            Bucket? child = map.FindBucket(item);
            if ((child?.Type ?? 0) == type)
            {
                if (bucket.ItemWeights[i] > 0)
                    yield return item;
            }
            else if (child is not null)
            {
                foreach (int below in Below(map, child, type))
                    yield return below;
            }
        }
    }

    /// <summary>Whether a device is in, or some device below a bucket is, with weight all the way down.</summary>
    private static bool IsUsable(CrushMap map, int item, IReadOnlyList<uint> reweights)
    {
        if (map.FindBucket(item) is not { } bucket)
            return item < reweights.Count && reweights[item] > 0;
        for (int i = 0; i < bucket.Items.Length; i++)
        {
            if (bucket.ItemWeights[i] > 0 && IsUsable(map, bucket.Items[i], reweights))
                return true;
        }
        return false;
    }

    private static string Name(CrushMap map, int item) =>
        map.ItemNames[item] is { } name ? $"'{name}'" : $"item {item}";
}
