namespace Coordination.Crush;

/// <summary>
/// A working copy of a map. Every operation keeps what need not move: ids, orders and weights of everything else. An
/// operation that is refused throws and changes nothing. Not for concurrent use.
/// </summary>
public sealed class CrushMapEditor
{
    private MapDraft _draft;

    internal CrushMapEditor(MapDraft draft) => _draft = draft;

    /// <summary>The map as edited so far.</summary>
    public CrushMap ToMap() => new(new MapDraft(_draft));

    /// <summary>Adds a device below the lowest bucket named; buckets that do not exist yet are made.</summary>
    /// <param name="id">Its id, from 0.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="name">Its name.</param>
    /// <param name="location">Type and name of buckets, in any order.</param>
    /// <exception cref="CrushEditException">Refused; nothing is changed.</exception>
    public CrushMapEditor AddDevice(int id, Weight weight, string name,
        params ReadOnlySpan<(string Type, string Bucket)> location)
    {
        var place = new Location(location);
        return Apply(draft => AddDevice(draft, id, weight, name, place));
    }

    /// <summary>Adds the device, or changes its weight and name, or moves it, whichever is needed.</summary>
    /// <exception cref="CrushEditException">Refused; nothing is changed.</exception>
    public CrushMapEditor UpdateDevice(int id, Weight weight, string name,
        params ReadOnlySpan<(string Type, string Bucket)> location)
    {
        var place = new Location(location);
        return Apply(draft =>
        {
            CheckDevice(id, weight, name);
            if (!place.Holds(draft, id, out int holder))
            {
                bool hasClass = draft.ItemClasses.TryGetValue(id, out int classId);
                if (draft.ItemNames[id] is not null)
                    Remove(draft, id);
                if (hasClass)
                    draft.ItemClasses[id] = classId;
                // Between the two, as Ceph does: new shadow buckets get their ids before new buckets do.
                ClassShadows.Rebuild(draft);
                AddDevice(draft, id, weight, name, place);
                return;
            }
            Bucket bucket = draft.Find(holder)!;        // Location.Holds found it
            if (draft.ItemNames.TryGetId(name, out int other) && other != id)
                throw new CrushEditException($"'{name}' is the name of another item.");
            draft.ItemNames.Set(id, name);
            // As Ceph does: without another weight nothing is rebuilt, shadows that are missing included.
            if (bucket.ItemWeights[bucket.IndexOf(id)] == weight.Fixed)
                return;
            WeightChange.Set(draft, holder, id, weight.Fixed, alsoInWeightSets: true);
            ClassShadows.Rebuild(draft);
        });
    }

    /// <summary>Removes a device from wherever it is held, or an empty bucket.</summary>
    /// <exception cref="CrushEditException">Refused; nothing is changed.</exception>
    public CrushMapEditor Remove(string name) => Apply(draft =>
    {
        Remove(draft, IdOf(draft, name));
        ClassShadows.Rebuild(draft);
    });

    /// <summary>Changes the weight of an item wherever it is held, and all weights above it.</summary>
    /// <exception cref="CrushEditException">Refused; nothing is changed.</exception>
    public CrushMapEditor Reweight(string name, Weight weight) =>
        Apply(draft => WeightChange.Everywhere(draft, IdOf(draft, name), weight.Fixed));

    /// <summary>Makes the weight of every bucket the sum of what is below it.</summary>
    public CrushMapEditor ReweightAll() => Apply(draft =>
    {
        WholeReweight.Run(draft);
        ClassShadows.Rebuild(draft);
    });

    /// <summary>Adds an empty bucket, as a root or at a place.</summary>
    /// <exception cref="CrushEditException">Refused; nothing is changed.</exception>
    public CrushMapEditor AddBucket(string name, string type,
        params ReadOnlySpan<(string Type, string Bucket)> location)
    {
        var place = new Location(location);
        return Apply(draft =>
        {
            NameRules.Check(name);
            if (draft.ItemNames.Contains(name))
                throw new CrushEditException($"'{name}' exists already.");
            int id = ItemPlacing.CreateBucket(draft, name, TypeOf(draft, type), []);
            if (place.IsEmpty)
                return;
            ItemPlacing.Insert(draft, id, 0, place, initialiseWeightSets: false);
            ClassShadows.Rebuild(draft);
        });
    }

    /// <summary>Moves a device or a bucket, with all below it, to another place.</summary>
    /// <exception cref="CrushEditException">Refused; nothing is changed.</exception>
    public CrushMapEditor Move(string name, params ReadOnlySpan<(string Type, string Bucket)> location)
    {
        var place = new Location(location);
        return Apply(draft =>
        {
            Mover.Move(draft, IdOf(draft, name), place);
            ClassShadows.Rebuild(draft);
        });
    }

    /// <summary>Adds a rule under the first free id.</summary>
    /// <exception cref="CrushEditException">Refused; nothing is changed.</exception>
    public CrushMapEditor AddRule(string name, Rule rule) => Apply(draft => RuleTemplates.Add(draft, name, rule));

    /// <summary>Adds a rule that puts every replica into another bucket of a type.</summary>
    /// <param name="name">Name of the rule.</param>
    /// <param name="root">Where to start.</param>
    /// <param name="failureDomain">Type of which no two replicas share a bucket; the device type: only the device
    /// differs.</param>
    /// <param name="deviceClass">Only devices of this class; null: all.</param>
    /// <exception cref="CrushEditException">Refused; nothing is changed.</exception>
    public CrushMapEditor AddReplicatedRule(string name, string root, string failureDomain,
        string? deviceClass = null) =>
        Apply(draft => RuleTemplates.AddReplicated(draft, name, root, failureDomain, deviceClass));

    /// <summary>
    /// Adds a rule as crushtool's create-simple-rule does: firstn as for replicas, or indep as for erasure codes.
    /// </summary>
    /// <exception cref="CrushEditException">Refused; nothing is changed.</exception>
    public CrushMapEditor AddSimpleRule(string name, string root, string failureDomain, bool indep,
        string? deviceClass = null) =>
        Apply(draft => RuleTemplates.AddSimple(draft, name, root, failureDomain, indep, deviceClass));

    /// <summary>Removes a rule; its id becomes free.</summary>
    /// <exception cref="CrushEditException">There is no such rule.</exception>
    public CrushMapEditor RemoveRule(string name) => Apply(draft =>
    {
        if (!draft.RuleNames.TryGetId(name, out int id))
            throw new CrushEditException($"There is no rule '{name}'.");
        draft.Rules[id] = null;
        draft.RuleNames.Remove(id);
        ClassShadows.Rebuild(draft);        // a class that only this rule took is forgotten
    });

    /// <summary>Replaces the tunables; this may move most of the data.</summary>
    public CrushMapEditor SetTunables(Tunables tunables) => Apply(draft => draft.Tunables = tunables);

    /// <summary>Sets one tunable by its name in the text form, such as <c>choose_total_tries</c>.</summary>
    /// <exception cref="CrushEditException">No such tunable, or the value is too large.</exception>
    public CrushMapEditor SetTunable(string name, uint value) => Apply(draft =>
    {
        Tunables tunables = draft.Tunables;
        if (!TunableText.TrySet(ref tunables, name, value, out string problem))
            throw new CrushEditException(problem);
        draft.Tunables = tunables;
    });

    /// <summary>
    /// Makes the shadow trees of the device classes again; after the operations above they are up to date.
    /// </summary>
    public CrushMapEditor RebuildClassShadows() => Apply(ClassShadows.Rebuild);

    private CrushMapEditor Apply(Action<MapDraft> change)
    {
        var draft = new MapDraft(_draft);
        change(draft);
        if (HierarchyCheck.FindProblem(draft) is { } problem)
            throw new CrushEditException(problem.What);
        _draft = draft;
        return this;
    }

    private static void AddDevice(MapDraft draft, int id, Weight weight, string name, Location location)
    {
        CheckDevice(id, weight, name);
        if (draft.ItemNames.TryGetId(name, out int other) && other != id)
            throw new CrushEditException($"'{name}' is the name of another item.");
        if (location.IsEmpty)
            throw new CrushEditException($"'{name}' needs a place.");
        draft.ItemNames.Set(id, name);
        ItemPlacing.Insert(draft, id, weight.Fixed, location, initialiseWeightSets: true);
        ClassShadows.Rebuild(draft);
    }

    private static void CheckDevice(int id, Weight weight, string name)
    {
        NameRules.Check(name);
        if (id is < 0 or > CrushLimits.MaxDeviceId)
            throw new CrushEditException($"Device id {id}, but 0 to {CrushLimits.MaxDeviceId} are possible.");
        if (weight > Weight.MaxBucket)
            throw new CrushEditException($"Weight {weight} of '{name}', but at most {Weight.MaxBucket} is possible.");
    }

    private static void Remove(MapDraft draft, int item)
    {
        if (draft.Find(item) is { } bucket)
        {
            if (bucket.Items.Length > 0)
                throw new CrushEditException($"'{draft.ItemNames[item]}' is not empty.");
            if (RuleTemplates.IsTaken(draft, item))
                throw new CrushEditException($"A rule takes '{draft.ItemNames[item]}'.");
        }
        foreach (Bucket holder in draft.ParentsOf(item).ToList())
            ItemPlacing.Detach(draft, holder.Id, item);
        if (item < 0)
        {
            draft.Buckets[CrushItem.Slot(item)] = null;
            draft.ShadowIds.Remove(item);
            foreach (WeightSet set in draft.WeightSets.Values)
                set.Entries.Remove(CrushItem.Slot(item));
        }
        draft.ItemNames.Remove(item);
        draft.ItemClasses.Remove(item);
    }

    private static int IdOf(MapDraft draft, string name) => draft.ItemNames.TryGetId(name, out int id) ? id
        : throw new CrushEditException($"There is no item '{name}'.");

    private static int TypeOf(MapDraft draft, string name) =>
        draft.TypeNames.TryGetId(name, out int type) && type > 0 ? type
            : throw new CrushEditException($"There is no bucket type '{name}'.");
}
