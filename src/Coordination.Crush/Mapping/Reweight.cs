namespace Coordination.Crush;

/// <summary>
/// Reweights: the part of its data that a device keeps, apart from its weight in the map (FACTS §4, §15).
/// </summary>
public static class Reweight
{
    /// <summary>A device that keeps all.</summary>
    public const uint In = 0x10000;

    /// <summary>A device that gives up all.</summary>
    public const uint Out = 0;

    /// <summary>One entry per device id of the map: in, where some bucket holds the device, else out.</summary>
    public static uint[] Full(CrushMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var reweights = new uint[map.MaxDevices];
        foreach (Bucket bucket in map.Buckets)
        {
            foreach (int item in bucket.Items)
            {
                if (item >= 0)
                    reweights[item] = In;
            }
        }
        return reweights;
    }

    /// <summary>The fixed-point reweight of a part from 0 to 1; what lies outside is cut off.</summary>
    public static uint From(float part) => (uint)Math.Clamp(float.IsNaN(part) ? 0 : part * 65536f, 0, 65536);
}
