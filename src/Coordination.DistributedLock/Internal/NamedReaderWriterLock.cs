using Coordination.Recipes.Locks;
using Medallion.Threading;

namespace Coordination.DistributedLock;

/// <summary>A reader-writer lock as <c>DistributedLock.Core</c> sees it.</summary>
internal sealed class NamedReaderWriterLock(string name, ReadWriteLock both) : IDistributedReaderWriterLock
{
    private readonly Acquisition _reading = new(name, both.AcquireReadAsync, both.TryAcquireReadAsync);
    private readonly Acquisition _writing = new(name, both.AcquireWriteAsync, both.TryAcquireWriteAsync);

    public string Name => name;

    public IDistributedSynchronizationHandle? TryAcquireReadLock(
        TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        _reading.TryAcquire(timeout, cancellationToken);

    public IDistributedSynchronizationHandle AcquireReadLock(
        TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        _reading.Acquire(timeout, cancellationToken);

    public ValueTask<IDistributedSynchronizationHandle?> TryAcquireReadLockAsync(
        TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        _reading.TryAcquireAsync(timeout, cancellationToken);

    public ValueTask<IDistributedSynchronizationHandle> AcquireReadLockAsync(
        TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        _reading.AcquireAsync(timeout, cancellationToken);

    public IDistributedSynchronizationHandle? TryAcquireWriteLock(
        TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        _writing.TryAcquire(timeout, cancellationToken);

    public IDistributedSynchronizationHandle AcquireWriteLock(
        TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        _writing.Acquire(timeout, cancellationToken);

    public ValueTask<IDistributedSynchronizationHandle?> TryAcquireWriteLockAsync(
        TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        _writing.TryAcquireAsync(timeout, cancellationToken);

    public ValueTask<IDistributedSynchronizationHandle> AcquireWriteLockAsync(
        TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        _writing.AcquireAsync(timeout, cancellationToken);
}
