using Coordination.Recipes.Partitioning;

namespace Coordination;

/// <summary>Shards that members share, as methods of every client.</summary>
public static class PartitioningExtensions
{
    /// <summary>Shards, of which each has one owner at a time.</summary>
    /// <param name="client">The client.</param>
    /// <param name="path">The znode below which members and owners stand; made where it is missing.</param>
    /// <param name="shardCount">How many, from 1 to <see cref="Partitions.MostShards"/>; the same for all members.
    /// </param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">The path is the root, or the number or an option out of range.</exception>
    public static Partitions Partitions(
        this ICoordinationClient client, ZPath path, int shardCount, PartitionOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shardCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            shardCount, Coordination.Recipes.Partitioning.Partitions.MostShards);
        return new(
            RecipeExtensions.Checked(client), RecipeExtensions.Checked(path), shardCount,
            options ?? new PartitionOptions());
    }
}
