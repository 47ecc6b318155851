using Coordination.Ensemble;

namespace Coordination.Transports.InMemory;

/// <summary>How an ensemble inside this process serves its clients.</summary>
public sealed class InMemoryEnsembleOptions : EnsembleOptions
{
    /// <summary>The defaults; time is told by <see cref="CoordinationTime.Default"/>, as clients tell it.</summary>
    public InMemoryEnsembleOptions() => TimeProvider = CoordinationTime.Default;

    /// <summary>
    /// Whether a hard limit below <c>/zookeeper/quota</c> refuses what would exceed it (<c>enforceQuota</c>); false
    /// by default, as in ZooKeeper.
    /// </summary>
    public bool EnforceQuota { get; set; }
}
