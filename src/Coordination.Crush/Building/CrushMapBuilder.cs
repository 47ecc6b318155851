namespace Coordination.Crush;

/// <summary>Makes a map from nothing. Written down, the calls read like the hierarchy that they build.</summary>
/// <example>
/// <code>
/// CrushMap map = new CrushMapBuilder("host", "rack", "root")
///     .Add("root", "default", root => root
///         .Add("rack", "r1", rack => rack
///             .Add("host", "h1", host => host.Device(0).Device(1, 2.0))
///             .Add("host", "h2", host => host.Device(2).Device(3)))
///         .Add("rack", "r2", rack => rack
///             .Add("host", "h3", host => host.Device(4, 1.5, deviceClass: "ssd"))))
///     .ReplicatedRule("by-rack", "default", "rack")
///     .Build();
/// </code>
/// </example>
public sealed class CrushMapBuilder
{
    private readonly MapDraft _draft = new() { Tunables = Tunables.Jewel };
    private readonly List<Action<CrushMapEditor>> _rules = [];

    /// <param name="bucketTypes">Names of the bucket types, from the lowest up; they become types 1, 2, .. The device
    /// type is "device".</param>
    /// <exception cref="CrushEditException">A name is given twice or is not a name.</exception>
    public CrushMapBuilder(params ReadOnlySpan<string> bucketTypes)
    {
        _draft.TypeNames.Set(0, "device");
        for (int i = 0; i < bucketTypes.Length; i++)
        {
            NameRules.Check(bucketTypes[i]);
            if (_draft.TypeNames.Contains(bucketTypes[i]))
                throw new CrushEditException($"Type '{bucketTypes[i]}' is given twice.");
            _draft.TypeNames.Set(i + 1, bucketTypes[i]);
        }
    }

    /// <summary>Replaces the tunables, which are those of <see cref="Tunables.Jewel"/> at first.</summary>
    public CrushMapBuilder With(Tunables tunables)
    {
        ArgumentNullException.ThrowIfNull(tunables);
        _draft.Tunables = tunables;
        return this;
    }

    /// <summary>Adds a root, with what <paramref name="contents"/> puts into it.</summary>
    /// <exception cref="CrushEditException">Something in it is wrong: unknown type, name or id used twice, weights too
    /// large.</exception>
    public CrushMapBuilder Add(string type, string name, Action<BucketContents> contents,
        BucketAlgorithm? algorithm = null)
    {
        ArgumentNullException.ThrowIfNull(contents);
        BucketContents.Make(_draft, type, name, contents, algorithm);
        return this;
    }

    /// <summary>
    /// Adds a rule that puts every replica into another bucket of a type (<see
    /// cref="CrushMapEditor.AddReplicatedRule"/>).
    /// </summary>
    public CrushMapBuilder ReplicatedRule(string name, string root, string failureDomain, string? deviceClass = null)
    {
        _rules.Add(editor => editor.AddReplicatedRule(name, root, failureDomain, deviceClass));
        return this;
    }

    /// <summary>Adds a rule whose positions matter, as for erasure codes: what cannot be placed is a hole.</summary>
    public CrushMapBuilder ErasureRule(string name, string root, string failureDomain, string? deviceClass = null)
    {
        _rules.Add(editor => editor.AddSimpleRule(name, root, failureDomain, indep: true, deviceClass));
        return this;
    }

    /// <summary>The map; rules are made last, when everything that they name exists.</summary>
    /// <exception cref="CrushEditException">A rule names something that does not exist.</exception>
    public CrushMap Build()
    {
        var editor = new CrushMapEditor(new MapDraft(_draft)).RebuildClassShadows();
        foreach (Action<CrushMapEditor> rule in _rules)
            rule(editor);
        return editor.ToMap();
    }
}
