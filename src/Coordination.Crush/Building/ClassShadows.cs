namespace Coordination.Crush;

/// <summary>
/// Shadow trees: for every device class a copy of each hierarchy that holds only the devices of the class, so that a
/// rule can start from <c>root~ssd</c> (FACTS §12). They are hidden from people and kept in step with the original.
/// </summary>
internal sealed class ClassShadows
{
    private readonly MapDraft _draft;
    private readonly SortedDictionary<int, SortedDictionary<int, int>> _recorded;
    private readonly HashSet<int> _recordedIds = [];

    private ClassShadows(MapDraft draft, SortedDictionary<int, SortedDictionary<int, int>> recorded)
    {
        (_draft, _recorded) = (draft, recorded);
        foreach (var shadows in recorded.Values)
            _recordedIds.UnionWith(shadows.Values);
    }

    /// <summary>Makes the shadow trees of a map that has none.</summary>
    /// <param name="draft">The map.</param>
    /// <param name="recorded">Ids that shadow buckets had before, or that a text asks for: bucket → class → id.</param>
    public static void Populate(MapDraft draft, SortedDictionary<int, SortedDictionary<int, int>> recorded)
    {
        var shadows = new ClassShadows(draft, recorded);
        foreach (Bucket root in draft.Roots())
        {
            if (draft.IsShadow(root.Id))
                continue;
            foreach (var (classId, _) in draft.ClassNames)
            {
                // Ceph stops the whole work silently at a bucket that cannot be cloned.
                if (shadows.Clone(root, classId) is null)
                    return;
            }
        }
    }

    /// <summary>Forgets unused classes and makes the shadow trees again, with the ids that they had.</summary>
    public static void Rebuild(MapDraft draft)
    {
        ForgetUnusedClasses(draft);
        List<Bucket> roots = [.. draft.Roots().Where(root => draft.IsShadow(root.Id))];
        foreach (Bucket root in roots)
            Delete(draft, root);
        if (roots.Count > 0)
            FitWeightSets(draft);
        var recorded = new SortedDictionary<int, SortedDictionary<int, int>>(draft.ShadowIds);
        draft.ShadowIds.Clear();
        Populate(draft, recorded);
    }

    private static void ForgetUnusedClasses(MapDraft draft)
    {
        var used = new HashSet<int>();
        foreach (var (item, classId) in draft.ItemClasses)
        {
            if (item >= 0)
                used.Add(classId);
        }
        foreach (Rule rule in draft.Rules.OfType<Rule>())
        {
            foreach (RuleStep step in rule.Steps)
            {
                if (step.Op == RuleOp.Take && step.Arg1 < 0
                    && draft.ItemClasses.TryGetValue(step.Arg1, out int classId))
                    used.Add(classId);
            }
        }
        foreach (int classId in draft.ClassNames.Select(c => c.Key).Where(c => !used.Contains(c)).ToList())
            draft.ClassNames.Remove(classId);
    }

    /// <summary>Where Ceph removes a tree it drops entries that only straw2 buckets could use, as on
    /// decoding.</summary>
    private static void FitWeightSets(MapDraft draft)
    {
        foreach (WeightSet set in draft.WeightSets.Values)
        {
            foreach (int slot in set.Entries.Keys.ToList())
            {
                if (draft.Buckets[slot]?.Algorithm != BucketAlgorithm.Straw2)
                    set.Entries.Remove(slot);
            }
        }
    }

    private static void Delete(MapDraft draft, Bucket shadow)
    {
        foreach (int item in shadow.Items)
        {
            if (draft.Find(item) is { } child)
                Delete(draft, child);
        }
        int slot = CrushItem.Slot(shadow.Id);
        draft.Buckets[slot] = null;
        draft.ItemNames.Remove(shadow.Id);
        draft.ItemClasses.Remove(shadow.Id);
        foreach (WeightSet set in draft.WeightSets.Values)
            set.Entries.Remove(slot);
    }

    /// <returns>The shadow of the bucket for the class, or null where it cannot be made.</returns>
    private Bucket? Clone(Bucket original, int classId)
    {
        string name = $"{_draft.ItemNames[original.Id]}~{_draft.ClassNames[classId]}";
        if (_draft.ItemNames.TryGetId(name, out int existing))
            return _draft.Find(existing);

        List<int> items = [], originalIndexes = [];
        List<uint> weights = [];
        for (int i = 0; i < original.Items.Length; i++)
        {
            int item = original.Items[i];
            uint weight = original.ItemWeights[i];
            if (item >= 0)
            {
                if (!_draft.ItemClasses.TryGetValue(item, out int itsClass) || itsClass != classId)
                    continue;
            }
            else
            {
                // Not null: HierarchyCheck refused dangling ids.
                Bucket? child = Clone(_draft.Find(item)!, classId);
                if (child is null)
                    return null;
                (item, weight) = (child.Id, child.Weight.Fixed);
            }
            items.Add(item);
            weights.Add(weight);
            originalIndexes.Add(i);
        }
        if (original.Algorithm == BucketAlgorithm.Uniform && items.Count > 0)
            return null;

        int id = IdFor(original.Id, classId);
        Bucket shadow = BucketShape.Create(id, original.Type, original.Algorithm, original.HashType,
            [.. items], [.. weights],
            _draft.Tunables.StrawCalcVersion);
        _draft.Put(shadow);
        _draft.ItemNames.Set(id, name);
        _draft.ItemClasses[id] = classId;
        if (!_draft.ShadowIds.TryGetValue(original.Id, out var shadows))
            _draft.ShadowIds[original.Id] = shadows = [];
        shadows[classId] = id;
        CloneWeightSets(original, shadow, originalIndexes);
        return shadow;
    }

    private int IdFor(int originalId, int classId)
    {
        if (_recorded.TryGetValue(originalId, out var shadows) && shadows.TryGetValue(classId, out int recorded))
            return recorded;
        int id = -1;
        while (_draft.Find(id) is not null || _recordedIds.Contains(id))
            id--;
        return id;
    }

    /// <summary>
    /// The shadow gets as many positions as the original. A child bucket's entry is the sum over its own shadow, but
    /// only at the last position; at the others Ceph leaves it 0.
    /// </summary>
    private void CloneWeightSets(Bucket original, Bucket shadow, List<int> originalIndexes)
    {
        foreach (WeightSet set in _draft.WeightSets.Values)
        {
            if (set[original.Id] is not { PositionCount: > 0 } entry || shadow.Algorithm != BucketAlgorithm.Straw2)
                continue;
            var positions = new uint[entry.PositionCount][];
            for (int p = 0; p < positions.Length; p++)
            {
                uint[] weights = positions[p] = new uint[shadow.Items.Length];
                for (int i = 0; i < weights.Length; i++)
                {
                    weights[i] =
                        shadow.Items[i] >= 0 ? entry.WeightsAt(p)[originalIndexes[i]]
                        : p == positions.Length - 1 ? SumOf(set, shadow.Items[i], p)
                        : 0;
                }
            }
            set.Entries[CrushItem.Slot(shadow.Id)] = new WeightSetEntry(positions, []);
        }
    }

    private static uint SumOf(WeightSet set, int bucketId, int position)
    {
        uint sum = 0;
        if (set[bucketId] is { PositionCount: > 0 } entry)
        {
            foreach (uint weight in entry.WeightsAt(Math.Min(position, entry.PositionCount - 1)))
                sum += weight;
        }
        return sum;
    }
}
