using System.Globalization;
using System.Text;

namespace Coordination.Crush;

/// <summary>Writes a map as text, laid out as Ceph's crushtool does (FACTS §10).</summary>
internal sealed class MapDecompiler(CrushMap map, CephRelease release)
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<int> _written = [];

    private int Decimals => release < CephRelease.Tentacle ? 3 : 5;

    public string Decompile()
    {
        Line("# begin crush map");
        foreach (var (name, value) in TunableText.Changed(map.Tunables, release))
            Line($"tunable {name} {value}");
        Line("\n# devices");
        foreach (var (id, name) in map.ItemNames)
        {
            if (id >= 0)
                Line($"device {id} {name}{(map.ClassOf(id) is { } c ? $" class {c}" : "")}");
        }
        Line("\n# types");
        foreach (var (id, name) in map.TypeNames)
            Line($"type {id} {name}");
        Line("\n# buckets");
        foreach (Bucket bucket in map.Buckets)
            WriteWithItems(bucket);
        Line("\n# rules");
        for (int id = 0; id < map.MaxRules; id++)
            WriteRule(id);
        WriteWeightSets();
        Line("\n# end crush map");
        return _text.ToString();
    }

    /// <summary>Children stand above their parents, so that the text can be compiled.</summary>
    private void WriteWithItems(Bucket bucket)
    {
        if (map.IsShadow(bucket) || !_written.Add(bucket.Id))
            return;
        foreach (int item in bucket.Items)
        {
            if (map.FindBucket(item) is { } child)
                WriteWithItems(child);
        }
        WriteBucket(bucket);
    }

    private void WriteBucket(Bucket bucket)
    {
        Line($"{TypeName(bucket.Type)} {ItemName(bucket.Id)} {{");
        Line($"\tid {bucket.Id}\t\t# do not change unnecessarily");
        if (map.Draft.ShadowIds.TryGetValue(bucket.Id, out var shadows))
        {
            foreach (var (classId, shadow) in shadows)
                Line($"\tid {shadow} class {map.ClassNames[classId]}\t\t# do not change unnecessarily");
        }
        Line($"\t# weight {Weight(bucket.Weight.Fixed)}");
        Line($"\talg {Words.Of(bucket.Algorithm)}{Advice(bucket)}");
        Line($"\thash {bucket.HashType}\t# {(bucket.HashType == 0 ? "rjenkins1" : "unknown")}");
        bool positions = bucket.Algorithm is BucketAlgorithm.Uniform or BucketAlgorithm.Tree;
        for (int i = 0; i < bucket.Items.Length; i++)
        {
            string position = positions ? $" pos {i}" : "";
            Line($"\titem {ItemName(bucket.Items[i])} weight {Weight(bucket.ItemWeights[i])}{position}");
        }
        Line("}");
    }

    private static string Advice(Bucket bucket) => bucket.Algorithm switch
    {
        BucketAlgorithm.Uniform => $"\t# do not change bucket size ({bucket.Items.Length}) unnecessarily",
        BucketAlgorithm.List => "\t# add new items at the end; do not change order unnecessarily",
        BucketAlgorithm.Tree => "\t# do not change pos for existing items unnecessarily",
        _ => "",
    };

    private void WriteRule(int id)
    {
        if (map.FindRule(id) is not { } rule)
            return;
        Line($"rule {map.RuleNames[id]} {{");
        Line($"\tid {id}");
        Line($"\ttype {Words.Of(rule.Kind) ?? ((int)rule.Kind).ToString(CultureInfo.InvariantCulture)}");
        if (release < CephRelease.Tentacle)
        {
            Line($"\tmin_size {rule.MinSize}");
            Line($"\tmax_size {rule.MaxSize}");
        }
        foreach (RuleStep step in rule.Steps)
            Line($"\tstep {StepText(step)}");
        Line("}");
    }

    private string StepText(RuleStep step) => step.Op switch
    {
        RuleOp.Noop => "noop",
        RuleOp.Take => $"take {TakeText(step.Arg1)}",
        RuleOp.Emit => "emit",
        RuleOp.ChooseFirstn => $"choose firstn {step.Arg1} type {TypeName(step.Arg2)}",
        RuleOp.ChooseIndep => $"choose indep {step.Arg1} type {TypeName(step.Arg2)}",
        RuleOp.ChooseleafFirstn => $"chooseleaf firstn {step.Arg1} type {TypeName(step.Arg2)}",
        RuleOp.ChooseleafIndep => $"chooseleaf indep {step.Arg1} type {TypeName(step.Arg2)}",
        RuleOp.ChooseMsr => $"choosemsr {step.Arg1} type {TypeName(step.Arg2)}",
        _ => $"{Words.OfSet(step.Op) ?? $"unknown_{(int)step.Op}"} {step.Arg1}",
    };

    private string TakeText(int item)
    {
        string name = ItemName(item);
        int tilde = name.IndexOf('~', StringComparison.Ordinal);
        return tilde < 0 ? name : $"{name[..tilde]} class {name[(tilde + 1)..]}";
    }

    private void WriteWeightSets()
    {
        if (!map.WeightSetIndexes.Any())
            return;
        Line("\n# choose_args");
        foreach (var (index, set) in map.Draft.WeightSets)
        {
            Line($"choose_args {(ulong)index} {{");
            foreach (var (slot, entry) in set.Entries)
            {
                if (!entry.IsEmpty)
                    WriteEntry(slot, entry);
            }
            Line("}");
        }
    }

    private void WriteEntry(int slot, WeightSetEntry entry)
    {
        Line($"  {{\n    bucket_id {CrushItem.Slot(slot)}");
        if (entry.PositionCount > 0)
        {
            Line("    weight_set [");
            for (int p = 0; p < entry.PositionCount; p++)
                Line($"      [ {string.Join(' ', entry.WeightsAt(p).ToArray().Select(Weight))} ]");
            Line("    ]");
        }
        if (entry.Ids.Length > 0)
            Line($"    ids [ {string.Join(' ', entry.Ids.ToArray())} ]");
        Line("  }");
    }

    private string Weight(uint weight) => WeightText.Format(weight, Decimals);

    private string TypeName(int type) => map.TypeNames[type] ?? $"type{type}";

    private string ItemName(int item) =>
        map.ItemNames[item] ?? (item >= 0 ? $"device{item}" : $"bucket{CrushItem.Slot(item)}");

    private void Line(string line) => _text.Append(line).Append('\n');
}
