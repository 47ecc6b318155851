namespace Coordination.Crush;

/// <summary>Reads a map in the order of FACTS §11. Nothing in it is trusted.</summary>
internal static class MapDecoder
{
    public static CrushMap Decode(ReadOnlySpan<byte> bytes)
    {
        var cursor = new ByteCursor(bytes);
        if (cursor.U32("the magic number") != CrushBinary.Magic)
            throw cursor.Error("not an encoded CRUSH map: it does not begin with 00 00 01 00", 0);
        int bucketSlots = cursor.S32("the number of bucket slots");
        int ruleSlots = cursor.S32("the number of rule slots");
        cursor.S32("the number of devices");       // recomputed from the buckets
        if (bucketSlots < 0 || bucketSlots > -CrushLimits.MinBucketId || bucketSlots > cursor.Remaining / 4)
            throw cursor.Error($"{bucketSlots} bucket slots", 4);
        if (ruleSlots < 0 || ruleSlots > CrushLimits.MaxRuleId + 1)
            throw cursor.Error($"{ruleSlots} rule slots", 8);

        var draft = new MapDraft();
        var places = new int[bucketSlots];
        for (int slot = 0; slot < bucketSlots; slot++)
        {
            places[slot] = cursor.Offset;
            draft.Buckets.Add(ReadBucket(ref cursor, slot));
        }
        for (int id = 0; id < ruleSlots; id++)
            draft.Rules.Add(ReadRule(ref cursor, id));
        ReadNames(ref cursor, draft.TypeNames, "type names");
        ReadNames(ref cursor, draft.ItemNames, "item names");
        ReadNames(ref cursor, draft.RuleNames, "rule names");
        ReadTunables(ref cursor, draft);
        if (!cursor.AtEnd)
            ReadClasses(ref cursor, draft);
        if (!cursor.AtEnd)
            ReadWeightSets(ref cursor, draft);
        if (!cursor.AtEnd)
        {
            draft.Tunables = draft.Tunables with
            {
                MsrDescents = cursor.U32("msr_descents"),
                MsrCollisionTries = cursor.U32("msr_collision_tries"),
            };
        }

        if (HierarchyCheck.FindProblem(draft) is { } problem)
            throw cursor.Error(problem.What, problem.BucketId < 0 ? places[CrushItem.Slot(problem.BucketId)] : 0);
        return new CrushMap(draft);
    }

    private static Bucket? ReadBucket(ref ByteCursor cursor, int slot)
    {
        int start = cursor.Offset;
        uint present = cursor.U32("a bucket");
        if (present == 0)
            return null;
        int id = cursor.S32("a bucket's id");
        int type = cursor.U16("a bucket's type");
        var algorithm = (BucketAlgorithm)cursor.U8("a bucket's algorithm");
        byte hash = cursor.U8("a bucket's hash");
        uint weight = cursor.U32("a bucket's weight");
        if (present != (uint)algorithm || algorithm is < BucketAlgorithm.Uniform or > BucketAlgorithm.Straw2)
            throw cursor.Error($"unknown bucket algorithm {present}/{(int)algorithm}", start);
        if (CrushItem.Slot(id) != slot)
            throw cursor.Error($"bucket {id} stands in slot {slot}", start);
        int size = cursor.Count(4, "a bucket's size");
        int[] items = cursor.S32Array(size, "a bucket's items");

        uint[] weights = [], derived = [];
        uint uniform = 0;
        switch (algorithm)
        {
            case BucketAlgorithm.Uniform:
                uniform = cursor.U32("a uniform weight");
                weights = new uint[size];
                Array.Fill(weights, uniform);
                break;
            case BucketAlgorithm.Tree:
                (weights, derived) = ReadTree(ref cursor, size);
                break;
            case BucketAlgorithm.Straw2:
                weights = cursor.U32Array(size, "weights");
                break;
            default:
                (weights, derived) = ReadPairs(ref cursor, size);
                break;
        }
        return new Bucket(id, type, algorithm, hash, weight, items, weights, derived) { UniformWeight = uniform };
    }

    private static (uint[] Weights, uint[] Places) ReadTree(ref ByteCursor cursor, int size)
    {
        int at = cursor.Offset;
        int count = cursor.U8("the places of a tree bucket");
        if (size > CrushLimits.MaxTreeItems || count != TreeWeights.PlaceCount(size))
            throw cursor.Error($"a tree bucket of {size} items with {count} places", at);
        uint[] places = cursor.U32Array(count, "tree weights");
        var weights = new uint[size];
        for (int i = 0; i < size; i++)
            weights[i] = places[TreeWeights.Leaf(i)];
        return (weights, places);
    }

    private static (uint[] First, uint[] Second) ReadPairs(ref ByteCursor cursor, int size)
    {
        if (size > cursor.Remaining / 8)
            throw cursor.Error("the map ends within a bucket's weights");
        var (first, second) = (new uint[size], new uint[size]);
        for (int i = 0; i < size; i++)
            (first[i], second[i]) = (cursor.U32("a weight"), cursor.U32("a weight"));
        return (first, second);
    }

    private static Rule? ReadRule(ref ByteCursor cursor, int id)
    {
        if (cursor.U32("a rule") == 0)
            return null;
        int length = cursor.Count(12, "the steps of a rule");
        if (length > CrushLimits.MaxRuleSteps)
            throw cursor.Error($"rule {id} has {length} steps, but may have {CrushLimits.MaxRuleSteps}");
        byte ruleset = cursor.U8("a ruleset");
        int at = cursor.Offset;
        var kind = (RuleKind)cursor.U8("a rule's type");
        byte minSize = cursor.U8("a rule's least size"), maxSize = cursor.U8("a rule's greatest size");
        var steps = new RuleStep[length];
        for (int i = 0; i < length; i++)
            steps[i] = new RuleStep((RuleOp)cursor.S32("a step"), cursor.S32("a step"), cursor.S32("a step"));
        if (kind == 0)
            throw cursor.Error($"rule {id} has type 0", at);
        return new Rule(kind, steps) { MinSize = minSize, MaxSize = maxSize, Ruleset = ruleset };
    }

    private static void ReadNames(ref ByteCursor cursor, NameTable names, string what)
    {
        int count = cursor.Count(8, what);
        int last = int.MinValue;
        for (int i = 0; i < count; i++)
        {
            int id = cursor.S32(what);
            if (i > 0 && id <= last)
                throw cursor.Error($"{what}: key {id} does not follow {last} in ascending order", cursor.Offset - 4);
            last = id;
            int length = cursor.S32(what);
            if (length == 0)
                length = cursor.S32(what);      // 64-bit keys of very old maps: that was the upper half of the key
            if (length < 0)
                throw cursor.Error($"a name of {what} has {length} bytes", cursor.Offset - 4);
            names.Set(id, cursor.Text(length, what));
        }
    }

    private static void ReadTunables(ref ByteCursor cursor, MapDraft draft)
    {
        Tunables t = draft.Tunables;
        if (!cursor.AtEnd)
        {
            t = t with
            {
                ChooseLocalTries = cursor.U32("choose_local_tries"),
                ChooseLocalFallbackTries = cursor.U32("choose_local_fallback_tries"),
                ChooseTotalTries = cursor.U32("choose_total_tries"),
            };
        }
        if (!cursor.AtEnd)
            t = t with { ChooseleafDescendOnce = cursor.U32("chooseleaf_descend_once") };
        if (!cursor.AtEnd)
            t = t with { ChooseleafVaryR = cursor.U8("chooseleaf_vary_r") };
        if (!cursor.AtEnd)
            t = t with { StrawCalcVersion = cursor.U8("straw_calc_version") };
        if (!cursor.AtEnd)
            t = t with { AllowedBucketAlgorithms = cursor.U32("allowed_bucket_algs") };
        if (!cursor.AtEnd)
            t = t with { ChooseleafStable = cursor.U8("chooseleaf_stable") };
        draft.Tunables = t;
    }

    private static void ReadClasses(ref ByteCursor cursor, MapDraft draft)
    {
        int items = cursor.Count(8, "device classes");
        for (int i = 0; i < items; i++)
        {
            int item = cursor.S32("a device class");
            draft.ItemClasses[item] = cursor.S32("a device class");
        }
        ReadNames(ref cursor, draft.ClassNames, "class names");
        int buckets = cursor.Count(8, "shadow buckets");
        for (int i = 0; i < buckets; i++)
        {
            var shadows = new SortedDictionary<int, int>();
            draft.ShadowIds[cursor.S32("a shadow bucket")] = shadows;
            int count = cursor.Count(8, "shadow buckets");
            for (int j = 0; j < count; j++)
            {
                int classId = cursor.S32("a shadow bucket");
                shadows[classId] = cursor.S32("a shadow bucket");
            }
        }
    }

    private static void ReadWeightSets(ref ByteCursor cursor, MapDraft draft)
    {
        int sets = cursor.Count(12, "weight sets");
        for (int i = 0; i < sets; i++)
        {
            var set = new WeightSet();
            draft.WeightSets[cursor.S64("the index of a weight set")] = set;
            int entries = cursor.Count(12, "the buckets of a weight set");
            for (int j = 0; j < entries; j++)
            {
                int slot = cursor.S32("a bucket of a weight set");
                WeightSetEntry entry = ReadEntry(ref cursor);
                // Ceph drops what it cannot use and fits what has another size (FACTS §6).
                if (draft.Find(CrushItem.Slot(slot)) is { Algorithm: BucketAlgorithm.Straw2 } bucket && !entry.IsEmpty)
                    set.Entries[slot] = entry.Fitted(bucket.Items.Length);
            }
        }
    }

    private static WeightSetEntry ReadEntry(ref ByteCursor cursor)
    {
        int positions = cursor.Count(4, "the positions of a weight set");
        var weights = new uint[positions][];
        for (int p = 0; p < positions; p++)
            weights[p] = cursor.U32Array(cursor.Count(4, "weights of a weight set"), "weights of a weight set");
        int ids = cursor.Count(4, "ids of a weight set");
        return new WeightSetEntry(weights, cursor.S32Array(ids, "ids of a weight set"));
    }
}
