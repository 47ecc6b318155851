namespace Coordination.Recipes.Naming;

/// <summary>How to choose among the instances of a name.</summary>
public sealed class ResolverOptions
{
    /// <summary>Which of those that can serve; <see cref="ServiceStrategy.RoundRobin"/> by default.</summary>
    public ServiceStrategy Strategy { get; set; }

    /// <summary>Only instances that have all these tags; none by default.</summary>
    public IList<string> Tags { get; } = [];

    /// <summary>
    /// How many failures within <see cref="FailureWindow"/> put an instance into quarantine; 2 by default.
    /// </summary>
    public int MostFailures { get; set; } = 2;

    /// <summary>How long a failure counts; 30 s by default.</summary>
    public TimeSpan FailureWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the first quarantine lasts, doubled with each that follows; 1 s by default.</summary>
    public TimeSpan Quarantine { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The most that <see cref="Quarantine"/> grows to, and after how long without a failure it begins anew; 30 s by
    /// default.
    /// </summary>
    public TimeSpan MaxQuarantine { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Where chances come from; the shared one by default.</summary>
    public Random Random { get; set; } = Random.Shared;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MostFailures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(FailureWindow, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Quarantine, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxQuarantine, Quarantine);
        ArgumentNullException.ThrowIfNull(Random);
    }
}
