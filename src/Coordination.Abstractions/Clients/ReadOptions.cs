namespace Coordination;

/// <summary>Choices for one read.</summary>
public sealed class ReadOptions : RequestOptions
{
    /// <summary>How fresh the answer must be; <see cref="ReadConsistency.Sequential"/> by default.</summary>
    public ReadConsistency Consistency { get; set; }

    /// <summary>
    /// Armed together with the read, so that no change falls between the two; null, the default: none.
    /// </summary>
    public OneShotWatch? Watch { get; set; }
}
