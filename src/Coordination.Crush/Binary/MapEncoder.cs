namespace Coordination.Crush;

/// <summary>Writes a map in the order of FACTS §11.</summary>
internal static class MapEncoder
{
    public static byte[] Encode(CrushMap map, CephRelease release)
    {
        var writer = new ByteWriter();
        writer.U32(CrushBinary.Magic);
        writer.S32(map.BucketSlots.Count);
        writer.S32(map.MaxRules);
        writer.S32(map.MaxDevices);
        foreach (Bucket? bucket in map.BucketSlots)
            WriteBucket(writer, bucket);
        for (int id = 0; id < map.MaxRules; id++)
            WriteRule(writer, id, map.FindRule(id), release);
        WriteNames(writer, map.TypeNames);
        WriteNames(writer, map.ItemNames);
        WriteNames(writer, map.RuleNames);
        WriteTunables(writer, map.Tunables);
        WriteClasses(writer, map);
        WriteWeightSets(writer, map);
        if (release >= CephRelease.Tentacle)
        {
            writer.U32(map.Tunables.MsrDescents);
            writer.U32(map.Tunables.MsrCollisionTries);
        }
        return writer.ToArray();
    }

    private static void WriteBucket(ByteWriter writer, Bucket? bucket)
    {
        writer.U32(bucket is null ? 0 : (uint)bucket.Algorithm);
        if (bucket is null)
            return;
        writer.S32(bucket.Id);
        writer.U16(bucket.Type);
        writer.U8((int)bucket.Algorithm);
        writer.U8(bucket.HashType);
        writer.U32(bucket.Weight.Fixed);
        writer.S32(bucket.Items.Length);
        foreach (int item in bucket.Items)
            writer.S32(item);
        switch (bucket.Algorithm)
        {
            case BucketAlgorithm.Uniform:
                writer.U32(bucket.UniformWeight);
                break;
            case BucketAlgorithm.Tree:
                writer.U8(bucket.Derived.Length);
                WriteNumbers(writer, bucket.Derived);
                break;
            case BucketAlgorithm.Straw2:
                WriteNumbers(writer, bucket.ItemWeights);
                break;
            default:
                WritePairs(writer, bucket.ItemWeights, bucket.Derived);
                break;
        }
    }

    private static void WriteRule(ByteWriter writer, int id, Rule? rule, CephRelease release)
    {
        writer.U32(rule is null ? 0u : 1u);
        if (rule is null)
            return;
        bool sizes = release < CephRelease.Tentacle;
        writer.S32(rule.Steps.Length);
        writer.U8(sizes ? rule.Ruleset ?? id : id);
        writer.U8((int)rule.Kind);
        writer.U8(sizes ? rule.MinSize : 1);
        writer.U8(sizes ? rule.MaxSize : 100);
        foreach (RuleStep step in rule.Steps)
        {
            writer.S32((int)step.Op);
            writer.S32(step.Arg1);
            writer.S32(step.Arg2);
        }
    }

    private static void WriteNames(ByteWriter writer, NameTable names)
    {
        writer.S32(names.Count);
        foreach (var (id, name) in names)
        {
            writer.S32(id);
            writer.Text(name);
        }
    }

    private static void WriteTunables(ByteWriter writer, Tunables tunables)
    {
        writer.U32(tunables.ChooseLocalTries);
        writer.U32(tunables.ChooseLocalFallbackTries);
        writer.U32(tunables.ChooseTotalTries);
        writer.U32(tunables.ChooseleafDescendOnce);
        writer.U8(tunables.ChooseleafVaryR);
        writer.U8(tunables.StrawCalcVersion);
        writer.U32(tunables.AllowedBucketAlgorithms);
        writer.U8(tunables.ChooseleafStable);
    }

    private static void WriteClasses(ByteWriter writer, CrushMap map)
    {
        writer.S32(map.Draft.ItemClasses.Count);
        foreach (var (item, classId) in map.Draft.ItemClasses)
        {
            writer.S32(item);
            writer.S32(classId);
        }
        WriteNames(writer, map.ClassNames);
        writer.S32(map.Draft.ShadowIds.Count);
        foreach (var (bucket, shadows) in map.Draft.ShadowIds)
        {
            writer.S32(bucket);
            writer.S32(shadows.Count);
            foreach (var (classId, shadow) in shadows)
            {
                writer.S32(classId);
                writer.S32(shadow);
            }
        }
    }

    private static void WriteWeightSets(ByteWriter writer, CrushMap map)
    {
        writer.S32(map.Draft.WeightSets.Count);
        foreach (var (index, set) in map.Draft.WeightSets)
        {
            writer.S64(index);
            writer.S32(set.Entries.Values.Count(e => !e.IsEmpty));
            foreach (var (slot, entry) in set.Entries)
            {
                if (!entry.IsEmpty)
                    WriteEntry(writer, slot, entry);
            }
        }
    }

    private static void WriteEntry(ByteWriter writer, int slot, WeightSetEntry entry)
    {
        writer.S32(slot);
        writer.S32(entry.PositionCount);
        for (int p = 0; p < entry.PositionCount; p++)
        {
            writer.S32(entry.WeightsAt(p).Length);
            WriteNumbers(writer, entry.WeightsAt(p));
        }
        writer.S32(entry.Ids.Length);
        foreach (int id in entry.Ids)
            writer.S32(id);
    }

    private static void WriteNumbers(ByteWriter writer, ReadOnlySpan<uint> numbers)
    {
        foreach (uint number in numbers)
            writer.U32(number);
    }

    private static void WritePairs(ByteWriter writer, ReadOnlySpan<uint> first, ReadOnlySpan<uint> second)
    {
        for (int i = 0; i < first.Length; i++)
        {
            writer.U32(first[i]);
            writer.U32(second[i]);
        }
    }
}
