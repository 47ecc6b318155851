using Coordination.Work;

namespace Coordination.Testing;

/// <summary>An action that runs once, after a time, as an item of the clock's scheduler.</summary>
internal sealed class DelayedWork(TimeProvider timeProvider, Action action) : IThreadPoolWorkItem
{
    private ITimer? _timer; // Held here so that it is not collected before it fires.

    public void Start(TimeSpan after)
    {
        if (timeProvider is SimulatedTimeProvider simulated)
        {
            simulated.Post(this, after);
            return;
        }

        _timer = timeProvider.CreateTimer(
            static state => ((DelayedWork)state!).Fire(), this, after, Timeout.InfiniteTimeSpan); // Not null: this.
    }

    public void Execute() => action();

    private void Fire()
    {
        _timer?.Dispose();
        WorkScheduler.For(timeProvider).Post(this);
    }
}
