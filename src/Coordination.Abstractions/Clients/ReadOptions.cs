namespace Coordination;

/// <summary>Choices for one read.</summary>
public sealed class ReadOptions : RequestOptions
{
    /// <summary>How fresh the answer must be; <see cref="ReadConsistency.Sequential"/> by default.</summary>
    public ReadConsistency Consistency { get; set; }

    /// <summary>
    /// Armed together with the read, so that no change falls between the two; null, the default: none. On a znode
    /// that is not there <see cref="ICoordinationClient.ExistsAsync"/> and
    /// <see cref="ICoordinationClient.TryGetAsync"/> arm it all the same, and it fires when the znode is created:
    /// dispose it where that is of no interest. The other reads fail then, and the watch with them.
    /// </summary>
    public OneShotWatch? Watch { get; set; }
}
