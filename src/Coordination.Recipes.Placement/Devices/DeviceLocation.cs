using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>Reads places: <c>root=default rack=r1 host=h7</c>.</summary>
internal static class DeviceLocation
{
    /// <exception cref="ArgumentException">It is not of that form.</exception>
    public static (string Type, string Bucket)[] Parse(string location) =>
        TryParse(location, out (string, string)[] place) ? place : throw new ArgumentException(
            $"The place '{location}' is not of the form 'root=default rack=r1 host=h7'.", nameof(location));

    public static bool TryParse(string location, out (string Type, string Bucket)[] place)
    {
        List<(string, string)> found = [];
        foreach (string part in location.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] sides = part.Split('=');
            if (sides is not [{ Length: > 0 } type, { Length: > 0 } bucket])
            {
                place = [];
                return false;
            }

            found.Add((type, bucket));
        }

        place = [.. found];
        return true;
    }

    /// <summary>Puts a device into a map where it says it stands.</summary>
    /// <exception cref="CrushEditException">The map has no such types, or something is named so already.</exception>
    public static PlacementMap Admit(PlacementMap map, DeviceDescription device) =>
        map.Edit(edit => edit.AddDevice(
            device.Id, device.Weight, device.Name ?? $"osd.{device.Id}", Parse(device.Location)));
}
