namespace Coordination.Crush;

/// <summary>
/// Levels the load of a pool to one placement group by exceptions for single groups. CRUSH alone spreads like dice:
/// with 100 groups a device, some hold 130 and others 70.
/// </summary>
public static class UpmapBalancer
{
    /// <summary>Proposes exchanges for one pool, starting from those that it has.</summary>
    /// <param name="cluster">Map, pools, states of devices.</param>
    /// <param name="poolId">The pool.</param>
    /// <exception cref="KeyNotFoundException">The pool does not exist.</exception>
    /// <exception cref="ArgumentException">Its rule is not of the form "take, choose(leaf), emit".</exception>
    public static BalancePlan Balance(OsdMap cluster, long poolId)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        Pool pool = cluster.Pools[poolId];
        RuleTargets targets = RuleTargets.Of(cluster.Crush, pool.RuleId, cluster.Reweights())
            ?? throw new ArgumentException($"Rule {pool.RuleId} has no single failure domain.", nameof(poolId));
        var groups = (int)pool.PgNum;
        int[][] raw = new int[groups][], now = new int[groups][];
        for (int g = 0; g < groups; g++)
        {
            var id = new PlacementGroupId(poolId, (uint)g);
            raw[g] = cluster.RawOf(id);
            now[g] = cluster.WithUpmaps(id, raw[g]);
        }

        var board = new BalanceBoard(targets, targets.Targets(groups, pool.Size),
            [.. now.Select(d => (int[])d.Clone())]);
        double before = board.Deviation;
        List<int> unreachable = board.Level();
        var items = new Dictionary<PlacementGroupId, IReadOnlyList<(int, int)>>();
        int moved = 0;
        for (int g = 0; g < groups; g++)
        {
            int[] then = board.DevicesOf(g);
            moved += then.Except(now[g]).Count();
            // The order within a group does not matter for the load; a target that is in the list already would be
            // ignored.
            (int, int)[] exchanges = [.. raw[g].Except(then).Zip(then.Except(raw[g]))];
            if (exchanges.Length > 0)
                items[new PlacementGroupId(poolId, (uint)g)] = exchanges;
        }
        return new BalancePlan(items, moved, before, board.Deviation, unreachable);
    }
}
