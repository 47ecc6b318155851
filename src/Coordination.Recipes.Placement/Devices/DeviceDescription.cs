using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>What a device says of itself when it registers.</summary>
public sealed record DeviceDescription
{
    /// <summary>Its id, from 0 to <see cref="CrushLimits.MaxDeviceId"/>: the number that placements name.</summary>
    public required int Id { get; init; }

    /// <summary>
    /// Its place, as Ceph writes it: <c>root=default rack=r1 host=h7</c>. Buckets that the map does not have yet are
    /// made when it is admitted. Empty: it is never admitted by itself, but has to be put into the map.
    /// </summary>
    public string Location { get; init; } = "";

    /// <summary>Its weight when it is admitted; 1.0 by default. Later the map's own counts.</summary>
    public Weight Weight { get; init; } = Weight.One;

    /// <summary>Its name in the map; null, the default: <c>osd.</c> and the id.</summary>
    public string? Name { get; init; }

    /// <summary>How it is reached, in whatever form the application likes; every follower gets to see it.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>
    /// Whether it wants to be emptied: it goes out at once, its data moves away, and it serves meanwhile.
    /// </summary>
    public bool Draining { get; init; }
}
