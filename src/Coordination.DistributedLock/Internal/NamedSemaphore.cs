using Coordination.Recipes.Locks;
using Medallion.Threading;

namespace Coordination.DistributedLock;

/// <summary>A semaphore as <c>DistributedLock.Core</c> sees it.</summary>
internal sealed class NamedSemaphore(string name, int maxCount, LeaseSemaphore semaphore)
    : NamedAcquisition(name, new Acquisition(name, semaphore.AcquireAsync, semaphore.TryAcquireAsync)),
    IDistributedSemaphore
{
    public int MaxCount => maxCount;
}
