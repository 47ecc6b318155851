using Coordination.Recipes.Locks;
using Medallion.Threading;

namespace Coordination.DistributedLock;

/// <summary>What a lock or a permit is held by, until it is disposed or lost.</summary>
public sealed class CoordinationSynchronizationHandle : IDistributedSynchronizationHandle
{
    private readonly LockLease _lease;
    private int _isDisposed;

    internal CoordinationSynchronizationHandle(LockLease lease) => _lease = lease;

    /// <summary>
    /// What the interface lacks: how long it is proven to be held, and the fencing token for what the lock protects.
    /// </summary>
    public ILease Lease => _lease;

    /// <summary>
    /// <see cref="ILease.Lost"/>: cancelled before anybody else can get the lock. Asking for it for the first time
    /// sends one read.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The handle was disposed.</exception>
    public CancellationToken HandleLostToken
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
            return _lease.Lost;
        }
    }

    /// <summary>As <see cref="DisposeAsync"/>; blocks meanwhile.</summary>
    public void Dispose() => Blocking.Wait(DisposeAsync());

    /// <summary>Gives it back; when this ends the next in line may have it. Idempotent.</summary>
    public ValueTask DisposeAsync()
    {
        Volatile.Write(ref _isDisposed, 1);
        return _lease.DisposeAsync();
    }
}
