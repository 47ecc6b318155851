using System.Globalization;

namespace Coordination.Recipes.Placement;

/// <summary>The znodes of one placement.</summary>
/// <remarks>
/// <c>map</c> holds the map. <c>devices/7</c> is device 7's record: it stays, and its version grows with every
/// registration, so that who saw version 3 and no device 7 can prove that there was none since. <c>up/7</c> is
/// ephemeral: there as long as the device's process.
/// </remarks>
internal sealed class PlacementPaths(ZPath root)
{
    public ZPath Root { get; } = root;

    public ZPath Map { get; } = root / "map";

    public ZPath Devices { get; } = root / "devices";

    public ZPath Up { get; } = root / "up";

    public ZPath DeviceOf(int device) => Devices / Name(device);

    public ZPath UpOf(int device) => Up / Name(device);

    /// <summary>The device that a record or an ephemeral znode is of; false for every other path.</summary>
    public bool TryGetDevice(ZPath path, out int device)
    {
        device = -1;
        ZPath parent = path.Parent;
        return (parent == Devices || parent == Up) && TryParse(path.Name, out device);
    }

    /// <summary>Reads a name; only that which <see cref="DeviceOf"/> writes is one.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out int device) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out device)
        && (name.Length == 1 || name[0] != '0');

    private static string Name(int device) => device.ToString(CultureInfo.InvariantCulture);
}
