namespace Coordination.Recipes.Locks;

/// <summary>
/// Somebody who may take the same locks again while holding them: one flow of work, made known explicitly, as flows of
/// asynchronous code have no thread of their own. Hand it to each lock by <see cref="LockOptions.Owner"/>. A lock is
/// given back when as many leases were disposed as were acquired.
/// </summary>
/// <remarks>
/// Any thread may use it, but not two at a time for a lock that it does not hold yet: they would wait for each other.
/// </remarks>
public sealed class LockOwner
{
    private readonly Lock _sync = new();
    private readonly Dictionary<(ICoordinationClient, string), LockGrant> _grants = [];

    /// <summary>One more lease on what it holds already; null where it holds no such lock.</summary>
    internal LockLease? TryReenter(ICoordinationClient client, string key)
    {
        lock (_sync)
        {
            if (!_grants.TryGetValue((client, key), out LockGrant? grant))
                return null;
            if (grant.TryShare())
                return new LockLease(grant);
            _grants.Remove((client, key));
            return null;
        }
    }

    internal void Remember(ICoordinationClient client, string key, LockGrant grant)
    {
        lock (_sync)
            _grants[(client, key)] = grant;
    }
}
