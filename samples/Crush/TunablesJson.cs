using System.Text.Json;
using Coordination.Crush;

namespace Coordination.Samples.Crush;

/// <summary>The tunables in JSON, and what of Ceph a client must be to understand the map.</summary>
internal static class TunablesJson
{
    public static void Write(CrushMap map, bool isPacific, Utf8JsonWriter json)
    {
        Tunables t = map.Tunables;
        Rule[] rules = [.. Enumerable.Range(0, map.MaxRules).Select(map.FindRule).OfType<Rule>()];
        bool tunables1 = (t.ChooseLocalTries, t.ChooseLocalFallbackTries, t.ChooseTotalTries) != (2, 5, 19);
        bool tunables2 = t.ChooseleafDescendOnce != 0, tunables3 = t.ChooseleafVaryR != 0,
            tunables5 = t.ChooseleafStable != 0;
        bool v2 = Uses(rules, RuleOp.ChooseIndep, RuleOp.ChooseleafIndep, RuleOp.SetChooseTries,
            RuleOp.SetChooseleafTries);
        bool v3 = Uses(rules, RuleOp.SetChooseleafVaryR), v5 = Uses(rules, RuleOp.SetChooseleafStable);
        bool v4 = map.Buckets.Any(b => b.Algorithm == BucketAlgorithm.Straw2);

        json.WriteStartObject("tunables");
        json.WriteNumber("choose_local_tries", t.ChooseLocalTries);
        json.WriteNumber("choose_local_fallback_tries", t.ChooseLocalFallbackTries);
        json.WriteNumber("choose_total_tries", t.ChooseTotalTries);
        json.WriteNumber("chooseleaf_descend_once", t.ChooseleafDescendOnce);
        json.WriteNumber("chooseleaf_vary_r", t.ChooseleafVaryR);
        json.WriteNumber("chooseleaf_stable", t.ChooseleafStable);
        if (!isPacific)
        {
            json.WriteNumber("msr_descents", t.MsrDescents);
            json.WriteNumber("msr_collision_tries", t.MsrCollisionTries);
        }
        json.WriteNumber("straw_calc_version", t.StrawCalcVersion);
        json.WriteNumber("allowed_bucket_algs", t.AllowedBucketAlgorithms);
        json.WriteString("profile", ProfileOf(t));
        WriteFlag(json, "optimal_tunables", Is(t, Tunables.Jewel));
        WriteFlag(json, "legacy_tunables", Is(t, Tunables.Argonaut));
        json.WriteString("minimum_required_version", v5 || tunables5 ? "jewel" : v4 ? "hammer"
            : tunables3 ? "firefly" : tunables2 || tunables1 ? "bobtail" : "argonaut");
        WriteFlag(json, "require_feature_tunables", tunables1);
        WriteFlag(json, "require_feature_tunables2", tunables2);
        WriteFlag(json, "has_v2_rules", v2);
        WriteFlag(json, "require_feature_tunables3", tunables3);
        WriteFlag(json, "has_v3_rules", v3);
        WriteFlag(json, "has_v4_buckets", v4);
        WriteFlag(json, "require_feature_tunables5", tunables5);
        WriteFlag(json, "has_v5_rules", v5);
        if (!isPacific)
            WriteFlag(json, "has_msr_rules", rules.Any(r => r.Kind is RuleKind.MsrFirstn or RuleKind.MsrIndep));
        json.WriteEndObject();
    }

    private static bool Uses(Rule[] rules, params RuleOp[] ops)
    {
        foreach (Rule rule in rules)
        {
            foreach (RuleStep step in rule.Steps)
            {
                if (ops.Contains(step.Op))
                    return true;
            }
        }
        return false;
    }

    private static string ProfileOf(Tunables t) =>
        Is(t, Tunables.Jewel) ? "jewel" : Is(t, Tunables.Hammer) ? "hammer" : Is(t, Tunables.Firefly) ? "firefly"
        : Is(t, Tunables.Bobtail) ? "bobtail" : Is(t, Tunables.Argonaut) ? "argonaut" : "unknown";

    /// <summary>A profile says nothing about the straw version, nor about multi-step retry.</summary>
    private static bool Is(Tunables t, Tunables profile) => profile == t with
    {
        StrawCalcVersion = profile.StrawCalcVersion,
        MsrDescents = profile.MsrDescents,
        MsrCollisionTries = profile.MsrCollisionTries,
    };

    private static void WriteFlag(Utf8JsonWriter json, string name, bool value) =>
        json.WriteNumber(name, value ? 1 : 0);
}
