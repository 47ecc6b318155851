namespace Coordination.Recipes.Locks;

/// <summary>By whose layout a mutex names its znodes, so that other clients contend for it too.</summary>
public enum LockLayout
{
    /// <summary>
    /// As Curator's <c>InterProcessMutex</c>: <c>_c_&lt;guid&gt;-lock-0000000000</c>. kazoo's <c>Lock</c> respects it
    /// where it was made with <c>extra_lock_patterns=["lock-"]</c>.
    /// </summary>
    Curator,

    /// <summary>
    /// As kazoo's <c>Lock</c>: <c>&lt;guid&gt;__lock__0000000000</c>. Curator does not respect it.
    /// </summary>
    Kazoo,

    /// <summary>
    /// As both, by two znodes that are made and deleted together: Curator's and kazoo's locks respect it as they are.
    /// They do not respect each other.
    /// </summary>
    Both,
}
