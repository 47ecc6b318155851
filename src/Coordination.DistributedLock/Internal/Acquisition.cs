using Coordination.Recipes.Locks;
using Medallion.Threading;

namespace Coordination.DistributedLock;

/// <summary>The four ways in which <c>DistributedLock.Core</c> acquires, over the two of a recipe.</summary>
/// <param name="name">What is acquired, for the message of a time that is over.</param>
/// <param name="acquire">Waits until it is granted.</param>
/// <param name="tryAcquire">Waits for a time; null where it is over.</param>
internal sealed class Acquisition(
    string name,
    Func<CancellationToken, ValueTask<LockLease>> acquire,
    Func<TimeSpan, CancellationToken, ValueTask<LockLease?>> tryAcquire)
{
    public async ValueTask<IDistributedSynchronizationHandle> AcquireAsync(
        TimeSpan? timeout, CancellationToken cancellationToken) =>
        await TryAcquireAsync(timeout ?? Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false)
            ?? throw new TimeoutException($"'{name}' was not granted within {timeout}.");

    public async ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(
        TimeSpan timeout, CancellationToken cancellationToken)
    {
        LockLease? lease = timeout == Timeout.InfiniteTimeSpan
            ? await acquire(cancellationToken).ConfigureAwait(false)
            : await tryAcquire(timeout, cancellationToken).ConfigureAwait(false);
        return lease is null ? null : new CoordinationSynchronizationHandle(lease);
    }

    public IDistributedSynchronizationHandle Acquire(TimeSpan? timeout, CancellationToken cancellationToken) =>
        Blocking.Wait(AcquireAsync(timeout, cancellationToken));

    public IDistributedSynchronizationHandle? TryAcquire(TimeSpan timeout, CancellationToken cancellationToken) =>
        Blocking.Wait(TryAcquireAsync(timeout, cancellationToken));
}
