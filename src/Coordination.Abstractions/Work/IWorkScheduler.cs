namespace Coordination.Work;

/// <summary>The one way by which work changes threads, so that it can run on virtual time too.</summary>
public interface IWorkScheduler
{
    /// <summary>
    /// Runs an item soon, at the bottom of a stack, with no lock held. Items may run in any order and at the same time,
    /// but for a simulator, which runs one at a time.
    /// </summary>
    void Post(IThreadPoolWorkItem item);
}
