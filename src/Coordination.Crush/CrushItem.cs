namespace Coordination.Crush;

/// <summary>
/// What an item number means: devices are 0 and above, buckets are negative, and two numbers are special.
/// </summary>
public static class CrushItem
{
    /// <summary>A hole: no device could be found for this position (an indep rule keeps positions).</summary>
    public const int None = 0x7fffffff;

    /// <summary>Inside the mapper: a position that is not chosen yet.</summary>
    internal const int Undefined = 0x7ffffffe;

    /// <summary>Slot of a bucket in the map's bucket array, and back: -1 is slot 0.</summary>
    internal static int Slot(int bucketId) => -1 - bucketId;
}
