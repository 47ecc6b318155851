namespace Coordination.Work;

/// <summary>Waiting that stays on the clock's own scheduler.</summary>
public static class TimeProviderExtensions
{
    /// <summary>
    /// Waits for a time. Unlike
    /// <see cref="System.Threading.Tasks.Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/> it continues in a
    /// posted item when cancelled too.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public static async ValueTask DelayAsync(this TimeProvider timeProvider, TimeSpan time,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        cancellationToken.ThrowIfCancellationRequested();

        var due = new Completion<bool>(WorkScheduler.For(timeProvider));
        ITimer timer = timeProvider.CreateTimer(
            // Not null: it is the state handed over.
            static state => ((Completion<bool>)state!).TrySetResult(true), due, time, Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            due.CancelWith(cancellationToken);
            await due.Task.ConfigureAwait(false);
        }
    }
}
