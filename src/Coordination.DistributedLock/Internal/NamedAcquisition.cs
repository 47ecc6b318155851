using Medallion.Threading;

namespace Coordination.DistributedLock;

/// <summary>
/// What is acquired under a name: the members that <see cref="IDistributedLock"/> and <see
/// cref="IDistributedSemaphore"/> have alike.
/// </summary>
internal abstract class NamedAcquisition(string name, Acquisition acquisition)
{
    public string Name => name;

    public IDistributedSynchronizationHandle? TryAcquire(
        TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        acquisition.TryAcquire(timeout, cancellationToken);

    public IDistributedSynchronizationHandle Acquire(
        TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        acquisition.Acquire(timeout, cancellationToken);

    public ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(
        TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        acquisition.TryAcquireAsync(timeout, cancellationToken);

    public ValueTask<IDistributedSynchronizationHandle> AcquireAsync(
        TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        acquisition.AcquireAsync(timeout, cancellationToken);
}
