namespace Coordination.Recipes.Placement;

/// <summary>Whether data is placed on a device, and why not.</summary>
public enum DeviceStanding
{
    /// <summary>It is given data.</summary>
    In,

    /// <summary>
    /// Out because it was gone for the whole grace; it comes in again by itself as soon as it is registered.
    /// </summary>
    Absent,

    /// <summary>
    /// Out because its own registration asks for it: its data moves away while it still serves. It comes in again when
    /// it no longer asks.
    /// </summary>
    Draining,

    /// <summary>Out because somebody decided so; it stays out until somebody decides otherwise.</summary>
    Out,
}
