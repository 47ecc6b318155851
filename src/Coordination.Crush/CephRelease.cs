namespace Coordination.Crush;

/// <summary>Whose way of writing maps to follow. Placements are the same.</summary>
public enum CephRelease
{
    /// <summary>Ceph 16: three decimals, rules with sizes, no multi-step-retry tunables.</summary>
    Pacific = 16,

    /// <summary>Ceph 20: five decimals, rules known by their id alone, multi-step-retry tunables.</summary>
    Tentacle = 20,
}
