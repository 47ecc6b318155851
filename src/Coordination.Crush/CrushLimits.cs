namespace Coordination.Crush;

/// <summary>
/// What a map may hold. Ceph has no such limits; without them a text of fifty bytes could ask for gigabytes, as arrays
/// are as long as the largest id.
/// </summary>
public static class CrushLimits
{
    /// <summary>Highest device id.</summary>
    public const int MaxDeviceId = (1 << 24) - 1;

    /// <summary>Lowest bucket id.</summary>
    public const int MinBucketId = -(1 << 20);

    /// <summary>Highest rule id: the encoding keeps it in one byte.</summary>
    public const int MaxRuleId = 255;

    /// <summary>Highest type number of a bucket: the encoding keeps it in two bytes.</summary>
    public const int MaxTypeId = 65535;

    /// <summary>Items of one tree bucket: the number of its inner weights is kept in one byte.</summary>
    public const int MaxTreeItems = 64;

    /// <summary>Levels of buckets below each other.</summary>
    public const int MaxDepth = 64;

    /// <summary>Steps of one rule.</summary>
    public const int MaxRuleSteps = 1024;

    /// <summary>
    /// Attempts to choose an item within one mapping, after which the replicas that are not placed yet are given up, as
    /// when the tries of the tunables are used up. Ceph has no such bound, and would go on for as long as the tunables
    /// say. With the tunables of any profile a mapping makes a few hundred.
    /// </summary>
    public const int MaxAttempts = 1 << 22;

    /// <summary>Replicas that one mapping may ask for.</summary>
    public const int MaxReplicas = 4096;
}
