namespace Coordination.Recipes.Placement;

/// <summary>From one snapshot to a newer one.</summary>
public sealed class PlacementUpdate
{
    private MovementReport? _movement;

    internal PlacementUpdate(PlacementSnapshot before, PlacementSnapshot after)
    {
        Before = before;
        After = after;
    }

    /// <summary>What the reader was told last.</summary>
    public PlacementSnapshot Before { get; }

    /// <summary>What is now; a reader that is slow skips what was between.</summary>
    public PlacementSnapshot After { get; }

    /// <summary>
    /// Whether the map is another one: then data may have to move. Else devices came or went, and data stays.
    /// </summary>
    public bool IsMapChanged => Before.Map != After.Map;

    /// <summary>What has to move; computed at the first look.</summary>
    public MovementReport Movement => _movement ??= MovementReport.Between(Before.Map, After.Map);
}
