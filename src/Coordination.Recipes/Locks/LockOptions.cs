using Microsoft.Extensions.Logging;

namespace Coordination.Recipes.Locks;

/// <summary>Choices for a lock.</summary>
public sealed class LockOptions
{
    /// <summary>
    /// Who contends, for people who look and for <c>GetContendersAsync</c>; host and process by default.
    /// </summary>
    public string Id { get; set; } = ContenderId.Default;

    /// <summary>
    /// Makes the lock re-entrant: who holds it as this owner gets it again at once. Null, the default: every
    /// acquisition waits for all others.
    /// </summary>
    public LockOwner? Owner { get; set; }

    /// <summary>
    /// By whose layout the znodes of a mutex are named; <see cref="LockLayout.Curator"/> by default. Contenders of both
    /// are respected in any case.
    /// </summary>
    public LockLayout Layout { get; set; }

    /// <summary>Where failures of callbacks are logged; null, the default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }
}
