namespace Coordination.Work;

internal sealed class ThreadPoolWorkScheduler : IWorkScheduler
{
    public void Post(IThreadPoolWorkItem item) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
}
