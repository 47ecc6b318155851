namespace Coordination.Recipes.Placement;

/// <summary>What the map should say of a device and does not.</summary>
internal enum VerdictKind
{
    /// <summary>It is registered and not in the map: put it there.</summary>
    Admit,

    /// <summary>It was out for absence or draining, and neither is so any more.</summary>
    In,

    /// <summary>It asks to be emptied.</summary>
    Drain,

    /// <summary>It is gone; after the grace it goes out.</summary>
    Out,
}
