namespace Coordination.Crush;

/// <summary>The rare choices of a <see cref="CrushMapper"/>.</summary>
public sealed class MapperOptions
{
    /// <summary>
    /// Per device the part of its data that it keeps, 16.16 (0x10000 keeps all, 0 is out); devices beyond the end are
    /// out. Null: all devices of the map are in. Copied.
    /// </summary>
    public IReadOnlyList<uint>? Reweights { get; set; }

    /// <summary>
    /// Weights and ids that replace those of the buckets (<see cref="CrushMap.WeightSetFor"/>). Null: none.
    /// </summary>
    public WeightSet? WeightSet { get; set; }

    /// <summary>
    /// Whether vector instructions may be used where the processor has them. The placements are the same.
    /// </summary>
    public bool UseVectors { get; set; } = true;
}
