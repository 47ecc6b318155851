using Coordination.Recipes.Locks;
using Medallion.Threading;

namespace Coordination.DistributedLock;

/// <summary>A mutex as <c>DistributedLock.Core</c> sees it.</summary>
internal sealed class NamedLock(string name, DistributedMutex mutex)
    : NamedAcquisition(name, new Acquisition(name, mutex.AcquireAsync, mutex.TryAcquireAsync)), IDistributedLock;
