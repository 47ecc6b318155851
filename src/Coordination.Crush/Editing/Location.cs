namespace Coordination.Crush;

/// <summary>A place in the hierarchy: per type the name of a bucket, such as host=h1 rack=r1 root=default.</summary>
/// <remarks>Types not named are skipped, so that levels may be left out. The last name given for a type
/// counts.</remarks>
internal sealed class Location
{
    private readonly SortedDictionary<string, string> _names = new(StringComparer.Ordinal);

    public Location(ReadOnlySpan<(string Type, string Bucket)> names)
    {
        foreach (var (type, bucket) in names)
            _names[type] = bucket;
    }

    public bool IsEmpty => _names.Count == 0;

    public IEnumerable<(string Type, string Name)> Alphabetically => _names.Select(n => (n.Key, n.Value));

    /// <summary>From the lowest type up.</summary>
    public IEnumerable<(int Type, string Name)> FromBelow(MapDraft draft)
    {
        foreach (var (type, typeName) in draft.TypeNames)
        {
            if (type > 0 && _names.TryGetValue(typeName, out string? name))
                yield return (type, name);
        }
    }

    /// <exception cref="CrushEditException">A type does not exist, or a name is that of something else.</exception>
    public void Check(MapDraft draft)
    {
        foreach (var (typeName, name) in _names)
        {
            if (!draft.TypeNames.TryGetId(typeName, out int type) || type == 0)
                throw new CrushEditException($"There is no bucket type '{typeName}'.");
            NameRules.Check(name);
            if (!draft.ItemNames.TryGetId(name, out int id))
                continue;
            if (draft.Find(id) is not { } bucket || bucket.Type != type)
                throw new CrushEditException($"'{name}' is not a bucket of type {typeName}.");
        }
    }

    /// <summary>Whether the lowest named bucket exists and holds the item.</summary>
    public bool Holds(MapDraft draft, int item, out int bucketId)
    {
        bucketId = 0;
        foreach (var (_, name) in FromBelow(draft))
        {
            return draft.ItemNames.TryGetId(name, out bucketId) && draft.Find(bucketId) is { } bucket
                && bucket.IndexOf(item) >= 0;
        }
        return false;
    }
}
