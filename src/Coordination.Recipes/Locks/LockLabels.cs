namespace Coordination.Recipes.Locks;

/// <summary>What the names of contenders for locks carry before their number.</summary>
internal static class LockLabels
{
    /// <summary>Curator's <c>InterProcessMutex</c> (<c>LockInternals.LOCK_NAME</c>).</summary>
    public const string Curator = "lock-";

    /// <summary>kazoo's <c>Lock</c> and <c>WriteLock</c>.</summary>
    public const string Kazoo = "__lock__";

    /// <summary>Curator's <c>InterProcessReadWriteLock</c>, for reading.</summary>
    public const string Read = "__READ__";

    /// <summary>Curator's <c>InterProcessReadWriteLock</c>, for writing.</summary>
    public const string Write = "__WRIT__";

    /// <summary>Curator's <c>InterProcessSemaphoreV2</c> names its leases so; the rest of its layout is another.
    /// </summary>
    public const string Permit = "lease-";
}
