namespace Coordination.Recipes.Placement;

/// <summary>What a host registers: its place in a placement, and devices of its own.</summary>
internal sealed class PlacementRegistration
{
    public required ZPath Path { get; init; }

    public required object? ClientKey { get; init; }

    public List<DeviceDescription> Devices { get; } = [];
}
