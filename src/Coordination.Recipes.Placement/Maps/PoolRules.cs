using Coordination.Crush;

namespace Coordination.Recipes.Placement;

/// <summary>What a pool must be to place anything in a map.</summary>
internal static class PoolRules
{
    /// <exception cref="ArgumentException">The pool does not fit the map.</exception>
    public static void Check(CrushMap crush, Pool pool)
    {
        if (FindProblem(crush, pool) is { } problem)
            throw new ArgumentException(problem, nameof(pool));
    }

    public static string? FindProblem(CrushMap crush, Pool pool)
    {
        if (crush.FindRule(pool.RuleId) is null)
            return $"The map has no rule {pool.RuleId}.";
        if (pool.PgNum is 0 or > PlacementLimits.MaxGroups)
            return $"{pool.PgNum} groups; from 1 to {PlacementLimits.MaxGroups} are possible.";
        if (pool.PgpNum is 0 || pool.PgpNum > pool.PgNum)
            return $"{pool.PgpNum} groups are placed on their own; from 1 to all {pool.PgNum} are possible.";
        if (pool.Size is < 1 or > CrushLimits.MaxReplicas)
            return $"{pool.Size} replicas; from 1 to {CrushLimits.MaxReplicas} are possible.";
        return null;
    }
}
