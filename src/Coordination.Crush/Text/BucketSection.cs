namespace Coordination.Crush;

/// <summary>
/// The buckets of a text: read all, brought into an order in which each follows its items, then made.
/// </summary>
/// <param name="reader">Stands at the first bucket.</param>
/// <param name="draft">Receives the buckets.</param>
/// <param name="recorded">Receives the ids that the text gives to shadow buckets.</param>
internal sealed class BucketSection(
    TokenReader reader, MapDraft draft, SortedDictionary<int, SortedDictionary<int, int>> recorded)
{
    private readonly HashSet<int> _usedIds = [];
    private int _nextId = -1;

    public void Compile()
    {
        List<BucketDefinition> definitions = [];
        while (!reader.AtEnd && reader.Peek.Text is not ("rule" or "choose_args"))
            definitions.Add(Read());
        foreach (BucketDefinition definition in Ordered(definitions))
            Make(definition);
        if (HierarchyCheck.FindProblem(draft) is { } problem)
            throw definitions.First(d => draft.ItemNames[problem.BucketId] == d.Name.Text).Name.Error(problem.What);
    }

    private BucketDefinition Read()
    {
        Token type = reader.TakeName("the type of a bucket"), name = reader.TakeName("the name of a bucket");
        if (!draft.TypeNames.TryGetId(type.Text, out _))
            throw type.Error($"type '{type.Text}' is not defined");
        reader.Expect("{");
        var definition = new BucketDefinition { Type = type, Name = name };
        while (reader.TryTake("id"))
            ReadId(definition);
        reader.Expect("alg");
        Token word = reader.Take();
        if (!Words.TryParse(word.Text, out BucketAlgorithm algorithm))
            throw word.Error($"unknown bucket algorithm '{word.Text}'");
        definition.Algorithm = algorithm;
        while (reader.TryTake("hash"))
            definition.HashType = reader.TryTake("rjenkins1") ? (byte)0 : (byte)reader.TakeInt("a hash type", 0, 255);
        while (reader.TryTake("item"))
            ReadItem(definition);
        reader.Expect("}");
        return definition;
    }

    private void ReadId(BucketDefinition definition)
    {
        Token at = reader.Peek;
        int id = reader.TakeInt("the id of a bucket", CrushLimits.MinBucketId, -1);
        if (!_usedIds.Add(id))
            throw at.Error($"bucket id {id} is used twice");
        if (reader.TryTake("class"))
            definition.ShadowIds.Add((reader.TakeName("a device class"), id));
        else
            definition.Id = id;
    }

    private void ReadItem(BucketDefinition definition)
    {
        Token name = reader.TakeName("the name of an item");
        Weight? weight = null;
        int? position = null;
        while (reader.Peek.Text is "weight" or "pos")
        {
            if (reader.Take().Text == "pos")
                position = reader.TakeInt("the position of an item", 0);
            else if (weight is null)
                weight = ReadWeight();
            else
                throw reader.Peek.Error("an item has one weight");
        }
        definition.Items.Add(new BucketDefinition.ItemDefinition(name, weight, position));
    }

    private Weight ReadWeight()
    {
        Token number = reader.Take();
        return Weight.TryParse(number.Text, out Weight weight) ? weight
            : throw number.Error($"a weight from 0 to below 65536 expected, not '{number.Text}'");
    }

    /// <summary>
    /// A bucket may stand above its items. As Ceph does it: for each bucket, for each later one that it lists, the two
    /// change the places that they had at first. That puts simple cases right, and leaves others to be refused.
    /// </summary>
    private static List<BucketDefinition> Ordered(List<BucketDefinition> definitions)
    {
        List<BucketDefinition> ordered = [.. definitions];
        var places = new Dictionary<string, List<int>>();
        for (int i = 0; i < definitions.Count; i++)
        {
            if (!places.TryGetValue(definitions[i].Name.Text, out var list))
                places[definitions[i].Name.Text] = list = [];
            list.Add(i);
        }
        for (int i = 0; i < definitions.Count; i++)
        {
            var later = new SortedSet<int>(definitions[i].Items
                .SelectMany(item => places.GetValueOrDefault(item.Name.Text, [])).Where(j => j > i));
            foreach (int j in later)
            {
                if (definitions[j].Lists(definitions[i]))
                    throw definitions[i].Name.Error($"it and '{definitions[j].Name.Text}' contain each other");
                (ordered[i], ordered[j]) = (ordered[j], ordered[i]);
            }
        }
        return ordered;
    }

    private void Make(BucketDefinition definition)
    {
        Token name = definition.Name;
        if (draft.ItemNames.Contains(name.Text))
            throw name.Error($"'{name.Text}' is defined twice");
        draft.TypeNames.TryGetId(definition.Type.Text, out int type);
        int id = definition.Id != 0 ? definition.Id : NextFreeId();
        foreach (var (className, shadowId) in definition.ShadowIds)
        {
            if (!recorded.TryGetValue(id, out var shadows))
                recorded[id] = shadows = [];
            shadows[MapCompiler.ClassId(draft, className.Text)] = shadowId;
        }

        int[] items = new int[definition.Items.Count];
        uint[] weights = new uint[items.Length];
        Place(definition, items, weights);
        try
        {
            draft.Put(BucketShape.Create(id, type, definition.Algorithm, definition.HashType, items, weights,
                draft.Tunables.StrawCalcVersion));
        }
        catch (CrushEditException problem)
        {
            throw name.Error(problem.Message);
        }
        draft.ItemNames.Set(id, name.Text);
    }

    private int NextFreeId()
    {
        while (!_usedIds.Add(_nextId))
            _nextId--;
        return _nextId >= CrushLimits.MinBucketId ? _nextId
            : throw reader.Peek.Error($"more than {-CrushLimits.MinBucketId} buckets");
    }

    /// <summary>Items with a position take it; the others fill the free places in order.</summary>
    private void Place(BucketDefinition definition, int[] items, uint[] weights)
    {
        var taken = new bool[items.Length];
        foreach (var item in definition.Items)
        {
            if (item.Position is not { } position)
                continue;
            if (position >= items.Length)
                throw item.Name.Error($"position {position} in a bucket of {items.Length} items");
            if (taken[position])
                throw item.Name.Error($"position {position} is taken twice");
            taken[position] = true;
        }

        int free = 0;
        foreach (var item in definition.Items)
        {
            while (item.Position is null && taken[free])
                free++;
            int place = item.Position ?? free++;
            (items[place], weights[place]) = Resolve(item);
        }
    }

    private (int Id, uint Weight) Resolve(BucketDefinition.ItemDefinition item)
    {
        if (!draft.ItemNames.TryGetId(item.Name.Text, out int id))
            throw item.Name.Error($"item '{item.Name.Text}' is not defined");
        Weight weight = item.Weight ?? (id >= 0 ? Weight.One : OwnWeight(item.Name, id));
        Weight most = id >= 0 ? Weight.MaxDevice : Weight.MaxBucket;
        return weight <= most ? (id, weight.Fixed)
            : throw item.Name.Error($"the weight of '{item.Name.Text}' is {weight}, but may be at most {most}");
    }

    private Weight OwnWeight(Token name, int bucketId) =>
        draft.Find(bucketId)?.Weight ?? throw name.Error($"item '{name.Text}' is not defined");
}
