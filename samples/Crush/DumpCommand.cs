using System.Globalization;
using System.Text;
using System.Text.Json;
using Coordination.Crush;

namespace Coordination.Samples.Crush;

/// <summary>The whole map as JSON, member for member what <c>crushtool --dump --format json</c> prints.</summary>
internal sealed class DumpCommand(CrushMap map, CephRelease release, Utf8JsonWriter json)
{
    private bool IsPacific => release < CephRelease.Tentacle;

    public static void Run(Arguments arguments, TextWriter output)
    {
        CrushMap map = MapFile.Read(arguments.Next("FILE"));
        CephRelease release = MapFile.TakeRelease(arguments);
        arguments.ExpectEnd();
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            new DumpCommand(map, release, json).Write();
        output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n");
    }

    private void Write()
    {
        json.WriteStartObject();
        WriteDevices();
        WriteTypes();
        WriteBuckets();
        WriteRules();
        TunablesJson.Write(map, IsPacific, json);
        WriteWeightSets();
        json.WriteEndObject();
    }

    private void WriteDevices()
    {
        json.WriteStartArray("devices");
        for (int id = 0; id < map.MaxDevices; id++)
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            json.WriteString("name", map.ItemNames[id] ?? string.Create(CultureInfo.InvariantCulture, $"device{id}"));
            if (map.ClassOf(id) is { } deviceClass)
                json.WriteString("class", deviceClass);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteTypes()
    {
        json.WriteStartArray("types");
        foreach (var (id, name) in map.TypeNames)
        {
            json.WriteStartObject();
            json.WriteNumber("type_id", id);
            json.WriteString("name", name);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteBuckets()
    {
        json.WriteStartArray("buckets");
        foreach (Bucket bucket in map.Buckets)
        {
            json.WriteStartObject();
            json.WriteNumber("id", bucket.Id);
            if (map.ItemNames[bucket.Id] is { } name)
                json.WriteString("name", name);
            json.WriteNumber("type_id", bucket.Type);
            json.WriteString("type_name", map.TypeNames[bucket.Type]);
            json.WriteNumber("weight", bucket.Weight.Fixed);
            json.WriteString("alg", bucket.Algorithm.ToString().ToLowerInvariant());
            json.WriteString("hash", bucket.HashType == 0 ? "rjenkins1" : "unknown");
            json.WriteStartArray("items");
            for (int i = 0; i < bucket.Items.Length; i++)
            {
                json.WriteStartObject();
                json.WriteNumber("id", bucket.Items[i]);
                json.WriteNumber("weight", bucket.ItemWeights[i]);
                json.WriteNumber("pos", i);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteRules()
    {
        json.WriteStartArray("rules");
        for (int id = 0; id < map.MaxRules; id++)
        {
            if (map.FindRule(id) is not { } rule)
                continue;
            json.WriteStartObject();
            json.WriteNumber("rule_id", id);
            json.WriteString("rule_name", map.RuleNames[id] ?? "");
            if (IsPacific)
                json.WriteNumber("ruleset", rule.Ruleset ?? id);
            json.WriteNumber("type", (int)rule.Kind);
            if (IsPacific)
            {
                json.WriteNumber("min_size", rule.MinSize);
                json.WriteNumber("max_size", rule.MaxSize);
            }
            json.WriteStartArray("steps");
            foreach (RuleStep step in rule.Steps)
                WriteStep(step);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteStep(RuleStep step)
    {
        json.WriteStartObject();
        switch (step.Op)
        {
            case RuleOp.Noop or RuleOp.Emit:
                json.WriteString("op", step.Op.ToString().ToLowerInvariant());
                break;
            case RuleOp.Take:
                json.WriteString("op", "take");
                json.WriteNumber("item", step.Arg1);
                json.WriteString("item_name", map.ItemNames[step.Arg1] ?? "");
                break;
            case RuleOp.ChooseFirstn or RuleOp.ChooseIndep or RuleOp.ChooseleafFirstn or RuleOp.ChooseleafIndep
                or RuleOp.ChooseMsr:
                json.WriteString("op", step.Op switch
                {
                    RuleOp.ChooseFirstn => "choose_firstn",
                    RuleOp.ChooseIndep => "choose_indep",
                    RuleOp.ChooseleafFirstn => "chooseleaf_firstn",
                    RuleOp.ChooseleafIndep => "chooseleaf_indep",
                    _ => "choosemsr",
                });
                json.WriteNumber("num", step.Arg1);
                json.WriteString("type", map.TypeNames[step.Arg2] ?? "");
                break;
            case RuleOp.SetChooseTries or RuleOp.SetChooseleafTries:
                json.WriteString("op", step.Op == RuleOp.SetChooseTries ? "set_choose_tries" : "set_chooseleaf_tries");
                json.WriteNumber("num", step.Arg1);
                break;
            default:
                json.WriteNumber("opcode", (int)step.Op);
                json.WriteNumber("arg1", step.Arg1);
                json.WriteNumber("arg2", step.Arg2);
                break;
        }
        json.WriteEndObject();
    }

    private void WriteWeightSets()
    {
        json.WriteStartObject("choose_args");
        foreach (long index in map.WeightSetIndexes)
        {
            WeightSet set = map.FindWeightSet(index)!;      // the map names it
            json.WriteStartArray(index.ToString(CultureInfo.InvariantCulture));
            foreach (Bucket bucket in map.Buckets)
            {
                if (set[bucket.Id] is { } entry && (entry.PositionCount > 0 || entry.Ids.Length > 0))
                    WriteEntry(bucket.Id, entry);
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private void WriteEntry(int bucketId, WeightSetEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("bucket_id", bucketId);
        if (entry.PositionCount > 0)
        {
            json.WriteStartArray("weight_set");
            for (int position = 0; position < entry.PositionCount; position++)
            {
                json.WriteStartArray();
                foreach (uint weight in entry.WeightsAt(position))
                    json.WriteRawValue(SeventeenDigits(weight));
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        if (entry.Ids.Length > 0)
        {
            json.WriteStartArray("ids");
            foreach (int id in entry.Ids)
                json.WriteNumberValue(id);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    /// <summary>As C prints the weight with 17 significant digits: its exact value, rounded half to even.</summary>
    private static string SeventeenDigits(uint weight)
    {
        decimal value = weight / 65536m;
        int whole = value < 1 ? 0 : decimal.Truncate(value).ToString(CultureInfo.InvariantCulture).Length;
        return Math.Round(value, 17 - whole, MidpointRounding.ToEven).ToString("0.#################",
            CultureInfo.InvariantCulture);
    }
}
