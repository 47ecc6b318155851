using System.ComponentModel;
using Coordination.Work;

namespace Coordination;

/// <summary>
/// A watch that fires once. Hand it to one read (<see cref="ReadOptions.Watch"/>); it is armed with that read, and
/// fires when what was read stops being true.
/// </summary>
/// <remarks>
/// It survives reconnects and sessions: where the change itself was missed it fires with
/// <see cref="WatchEvent.Coalesced"/>. One waiter at a time; dispose it when it is no longer of interest.
/// </remarks>
public sealed class OneShotWatch : IDisposable
{
    private readonly Completion<WatchEvent> _fired;
    private Action? _disarm;

    /// <summary>
    /// Makes a watch: <c>new OneShotWatch(client.TimeProvider)</c>. Where its waiter continues is decided by that
    /// clock, see <see cref="WorkScheduler"/>.
    /// </summary>
    public OneShotWatch(TimeProvider timeProvider) =>
        _fired = new Completion<WatchEvent>(WorkScheduler.For(timeProvider));

    /// <summary>Whether it has fired or was disposed.</summary>
    public bool IsOver => _fired.IsDecided;

    /// <summary>Waits until it fires; answers at once when it has. May be awaited once.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the watch disposed.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    /// <exception cref="CoordinationException">The read that it was handed to failed.</exception>
    public ValueTask<WatchEvent> FiredAsync(CancellationToken cancellationToken = default)
    {
        _fired.CancelWith(cancellationToken);
        return _fired.Task;
    }

    /// <summary>For clients: fires it; false when it has fired before.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryFire(WatchEvent change) => _fired.TrySetResult(change);

    /// <summary>For clients: ends it with an error; false when it is over already.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryFail(Exception error) => _fired.TrySetException(error);

    /// <summary>For clients: what to do when it is disposed before it fires.</summary>
    /// <exception cref="InvalidOperationException">It was handed to a read before.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void OnDispose(Action disarm)
    {
        if (Interlocked.CompareExchange(ref _disarm, disarm, null) is not null)
            throw new InvalidOperationException("A one-shot watch serves one read only.");
    }

    /// <summary>Gives it up; its waiter is cancelled.</summary>
    public void Dispose()
    {
        if (_fired.TrySetCanceled(new CancellationToken(canceled: true)))
            _disarm?.Invoke();
    }
}
