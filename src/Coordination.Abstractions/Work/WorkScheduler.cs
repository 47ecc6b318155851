namespace Coordination.Work;

/// <summary>Finds the scheduler that belongs to a clock.</summary>
public static class WorkScheduler
{
    /// <summary>The thread pool.</summary>
    public static IWorkScheduler ThreadPool { get; } = new ThreadPoolWorkScheduler();

    /// <summary>The provider itself where it is a scheduler, as a simulator's is; else the thread pool.</summary>
    public static IWorkScheduler For(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        return timeProvider as IWorkScheduler ?? ThreadPool;
    }

    /// <summary>Runs an action soon, as <see cref="IWorkScheduler.Post"/>; for rare work, as it allocates.</summary>
    public static void Post(this IWorkScheduler scheduler, Action action)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        scheduler.Post(new ActionWorkItem(action));
    }
}
