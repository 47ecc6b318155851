using System.Globalization;

namespace Coordination.Crush;

/// <summary>Makes regular maps, as <c>crushtool --build</c> does: for trials and measurements.</summary>
public static class LayeredMap
{
    /// <summary>
    /// Devices 0.. of weight 1.0 below the layers, which are given from the lowest up, and one replicated rule.
    /// </summary>
    /// <param name="devices">How many devices.</param>
    /// <param name="layers">At least one.</param>
    /// <exception cref="CrushEditException">A layer cannot be made.</exception>
    public static CrushMap Build(int devices, params ReadOnlySpan<MapLayer> layers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(devices, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(devices, CrushLimits.MaxDeviceId + 1);
        if (layers.IsEmpty)
            throw new ArgumentException("A map needs a layer of buckets.", nameof(layers));

        var draft = new MapDraft { Tunables = Tunables.Jewel };
        draft.TypeNames.Set(0, "osd");
        List<int> items = [.. Enumerable.Range(0, devices)];
        foreach (int device in items)
            draft.ItemNames.Set(device, string.Create(CultureInfo.InvariantCulture, $"osd.{device}"));
        int nextId = -1;
        for (int type = 1; type <= layers.Length; type++)
            items = AddLayer(draft, type, layers[type - 1], items, ref nextId);

        string root = draft.ItemNames[items[0]]!;       // AddLayer named it
        string failureDomain = layers[0].Name;
        RuleTemplates.AddReplicated(draft, "replicated_rule", root, failureDomain, deviceClass: null);
        return new CrushMap(draft);
    }

    private static List<int> AddLayer(MapDraft draft, int type, MapLayer layer, List<int> below, ref int nextId)
    {
        NameRules.Check(layer.Name);
        ArgumentOutOfRangeException.ThrowIfNegative(layer.Size, nameof(layer));
        draft.TypeNames.Set(type, layer.Name);
        List<int> made = [];
        int size = layer.Size == 0 ? below.Count : layer.Size;
        for (int first = 0; first < below.Count; first += size)
        {
            int[] items = [.. below.GetRange(first, Math.Min(size, below.Count - first))];
            uint[] weights = [.. items.Select(i => (draft.Find(i)?.Weight ?? Weight.One).Fixed)];
            string number = layer.Size == 0 ? "" : made.Count.ToString(CultureInfo.InvariantCulture);
            draft.Put(BucketShape.Create(nextId, type, layer.Algorithm, 0, items, weights,
                draft.Tunables.StrawCalcVersion));
            draft.ItemNames.Set(nextId, layer.Name + number);
            made.Add(nextId--);
        }
        return made;
    }
}
