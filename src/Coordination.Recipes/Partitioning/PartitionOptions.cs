using Coordination.Recipes.Locks;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Partitioning;

/// <summary>Choices for a member that shares shards with others.</summary>
public sealed class PartitionOptions
{
    /// <summary>What this member is called, each its own; host and process by default. No slash.</summary>
    public string Id { get; set; } = ContenderId.Default;

    /// <summary>How long to wait before the work of a shard that has failed is begun again, doubled with each failure;
    /// 1 s by default.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The most that <see cref="RetryDelay"/> grows to, and how long work must last for its failure to count as the
    /// first again; 30 s by default.
    /// </summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Where failures of the work are logged; null, the default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(Id);
        ArgumentOutOfRangeException.ThrowIfLessThan(RetryDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRetryDelay, RetryDelay);
    }
}
