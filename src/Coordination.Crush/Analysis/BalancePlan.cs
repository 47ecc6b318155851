namespace Coordination.Crush;

/// <summary>What an <see cref="UpmapBalancer"/> proposes for a pool.</summary>
/// <param name="UpmapItems">Exchanges per placement group, to take the place of those that the pool has now.</param>
/// <param name="ReplicasMoved">Replicas that are copied, against the placements as they are now.</param>
/// <param name="DeviationBefore">Largest distance of a device from its target, in placement groups, as it is
/// now.</param>
/// <param name="DeviationAfter">The same, when the plan is carried out.</param>
/// <param name="Unreachable">
/// Devices that stay more than one group from their target, as no chain of moves that respects the failure domains
/// brings
/// them nearer.
/// </param>
public sealed record BalancePlan(
    IReadOnlyDictionary<PlacementGroupId, IReadOnlyList<(int From, int To)>> UpmapItems,
    int ReplicasMoved,
    double DeviationBefore,
    double DeviationAfter,
    IReadOnlyList<int> Unreachable);
