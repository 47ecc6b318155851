using System.Globalization;

namespace Coordination.Crush;

/// <summary>What a bucket holds, while a <see cref="CrushMapBuilder"/> makes it.</summary>
public sealed class BucketContents
{
    private readonly MapDraft _draft;
    private readonly List<int> _items = [];
    private readonly List<uint> _weights = [];

    private BucketContents(MapDraft draft) => _draft = draft;

    /// <summary>Puts a device into the bucket.</summary>
    /// <param name="id">Its id, from 0.</param>
    /// <param name="weight">Its weight; null: 1.0.</param>
    /// <param name="name">Its name; null: <c>osd.</c> and the id.</param>
    /// <param name="deviceClass">Its class; null: none.</param>
    /// <exception cref="CrushEditException">The id is out of range, or the name belongs to another item.</exception>
    public BucketContents Device(int id, Weight? weight = null, string? name = null, string? deviceClass = null)
    {
        name ??= string.Create(CultureInfo.InvariantCulture, $"osd.{id}");
        NameRules.Check(name);
        if (id is < 0 or > CrushLimits.MaxDeviceId)
            throw new CrushEditException($"Device id {id}, but 0 to {CrushLimits.MaxDeviceId} are possible.");
        if (_draft.ItemNames.TryGetId(name, out int other) && other != id)
            throw new CrushEditException($"'{name}' is the name of another item.");
        _draft.ItemNames.Set(id, name);
        if (deviceClass is not null)
        {
            NameRules.Check(deviceClass);
            _draft.ItemClasses[id] = MapCompiler.ClassId(_draft, deviceClass);
        }
        return Hold(id, weight ?? Weight.One);
    }

    /// <summary>Makes a bucket inside this one.</summary>
    /// <exception cref="CrushEditException">Something in it is wrong: unknown type, name used twice, weights too
    /// large.</exception>
    public BucketContents Add(string type, string name, Action<BucketContents> contents,
        BucketAlgorithm? algorithm = null)
    {
        ArgumentNullException.ThrowIfNull(contents);
        Bucket bucket = Make(_draft, type, name, contents, algorithm);
        return Hold(bucket.Id, bucket.Weight);
    }

    internal static Bucket Make(MapDraft draft, string type, string name, Action<BucketContents> contents,
        BucketAlgorithm? algorithm)
    {
        NameRules.Check(name);
        if (!draft.TypeNames.TryGetId(type, out int typeId) || typeId == 0)
            throw new CrushEditException($"There is no bucket type '{type}'.");
        if (draft.ItemNames.Contains(name))
            throw new CrushEditException($"'{name}' exists already.");
        var made = new BucketContents(draft);
        contents(made);
        int id = draft.Buckets.IndexOf(null) is var free and >= 0 ? -1 - free : -1 - draft.Buckets.Count;
        Bucket bucket = BucketShape.Create(id, typeId, algorithm ?? draft.Tunables.DefaultAlgorithm, 0,
            [.. made._items], [.. made._weights], draft.Tunables.StrawCalcVersion);
        draft.Put(bucket);
        draft.ItemNames.Set(id, name);
        return bucket;
    }

    private BucketContents Hold(int item, Weight weight)
    {
        _items.Add(item);
        _weights.Add(weight.Fixed);
        return this;
    }
}
