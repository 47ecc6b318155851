namespace Coordination.Recipes.Placement;

/// <summary>
/// A change of the map that nobody has made yet: look at what it moves, then hand it to
/// <see cref="PlacementCluster.ApplyAsync"/> or drop it.
/// </summary>
public sealed class PlacementProposal
{
    private MovementReport? _movement;

    internal PlacementProposal(PlacementMap before, int version, PlacementMap after)
    {
        Before = before;
        Version = version;
        After = after;
    }

    /// <summary>The map as it is.</summary>
    public PlacementMap Before { get; }

    /// <summary>The version of the znode that holds it; the change is made only if it is still this.</summary>
    public int Version { get; }

    /// <summary>The map as it shall be.</summary>
    public PlacementMap After { get; }

    /// <summary>
    /// What moves, how much, against the least possible. Computed at the first look, over all groups: some 300,000 of
    /// them take a second.
    /// </summary>
    public MovementReport Movement => _movement ??= MovementReport.Between(Before, After);

    /// <summary>Why the rule could no longer place all replicas; nothing where it can.</summary>
    public IReadOnlyList<string> Problems => After.Explain();

    /// <summary>
    /// The same change, moving as little as can be: groups stay where they are by exchanges, but for what has to move.
    /// The load stays as level as it was; <see cref="PlacementMap.Balanced"/> levels it.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The number of groups or replicas changes, or the rule is not of the form "take, choose(leaf), emit".
    /// </exception>
    public PlacementProposal MovingLeast() => new(Before, Version, LeastMovement.Pin(Before, After));
}
