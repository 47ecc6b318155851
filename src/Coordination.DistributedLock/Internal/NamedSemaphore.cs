using Coordination.Recipes.Locks;
using Medallion.Threading;

namespace Coordination.DistributedLock;

/// <summary>A semaphore as <c>DistributedLock.Core</c> sees it.</summary>
internal sealed class NamedSemaphore(string name, int maxCount, LeaseSemaphore semaphore) : IDistributedSemaphore
{
    private readonly Acquisition _acquisition = new(name, semaphore.AcquireAsync, semaphore.TryAcquireAsync);

    public string Name => name;

    public int MaxCount => maxCount;

    public IDistributedSynchronizationHandle? TryAcquire(
        TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        _acquisition.TryAcquire(timeout, cancellationToken);

    public IDistributedSynchronizationHandle Acquire(
        TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        _acquisition.Acquire(timeout, cancellationToken);

    public ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(
        TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        _acquisition.TryAcquireAsync(timeout, cancellationToken);

    public ValueTask<IDistributedSynchronizationHandle> AcquireAsync(
        TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        _acquisition.AcquireAsync(timeout, cancellationToken);
}
