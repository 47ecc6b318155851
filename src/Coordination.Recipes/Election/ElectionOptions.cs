using Coordination.Recipes.Locks;
using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Election;

/// <summary>Choices for an election.</summary>
public sealed class ElectionOptions
{
    /// <summary>What this candidate is called, for observers; host and process by default.</summary>
    public string Id { get; set; } = ContenderId.Default;

    /// <summary>
    /// Who comes first when the leader ends: the candidate of the greatest priority, and of the earliest entry among
    /// those; from 0, the default, to 2,147,483,647. Nobody is replaced because of it while leading.
    /// </summary>
    public int Priority { get; set; }

    /// <summary>How long to stay out after the work of a term has failed, doubled with each failure; 1 s by default.
    /// </summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The most that <see cref="RetryDelay"/> grows to, and how long a term must last for its failure to count as the
    /// first again; 30 s by default.
    /// </summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Where terms and their failures are logged; null, the default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Id);
        ArgumentOutOfRangeException.ThrowIfNegative(Priority);
        ArgumentOutOfRangeException.ThrowIfLessThan(RetryDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRetryDelay, RetryDelay);
    }
}
