using System.Threading.Tasks.Sources;

namespace Coordination.Work;

/// <summary>
/// What one caller awaits and somebody else decides. The waiter continues inside a posted item: never under the lock,
/// on the I/O loop or in the stack of whoever decides; on virtual time it continues when the simulator says so.
/// </summary>
/// <remarks>Decided once; awaited once, by one waiter. What decides later loses and is told so.</remarks>
public sealed class Completion<T> : IValueTaskSource<T>, IThreadPoolWorkItem
{
    private readonly IWorkScheduler _scheduler;

    // Continuations run inside Execute, which is a posted item (STYLE.md §6): synchronous on purpose.
    private ManualResetValueTaskSourceCore<T> _core;
    private T? _result;
    private Exception? _error;
    private int _decided;
    private CancellationTokenRegistration _cancellation;

    /// <summary>Makes one that is undecided.</summary>
    public Completion(IWorkScheduler scheduler) => _scheduler = scheduler;

    /// <summary>What the caller awaits.</summary>
    public ValueTask<T> Task => new(this, _core.Version);

    /// <summary>Whether it has been decided; its waiter may not have continued yet.</summary>
    public bool IsDecided => Volatile.Read(ref _decided) != 0;

    /// <summary>Decides it by a result; false when it was decided before.</summary>
    public bool TrySetResult(T result)
    {
        if (Interlocked.Exchange(ref _decided, 1) != 0)
            return false;
        _result = result;
        _scheduler.Post(this);
        return true;
    }

    /// <summary>Decides it by an error; false when it was decided before.</summary>
    public bool TrySetException(Exception error)
    {
        if (Interlocked.Exchange(ref _decided, 1) != 0)
            return false;
        _error = error;
        _scheduler.Post(this);
        return true;
    }

    /// <summary>Decides it by a cancellation; false when it was decided before.</summary>
    public bool TrySetCanceled(CancellationToken cancellationToken) =>
        !IsDecided && TrySetException(new OperationCanceledException(cancellationToken));

    /// <summary>Lets a token decide it by cancellation; call it once, before the task is awaited.</summary>
    public void CancelWith(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
            return;
        _cancellation = cancellationToken.UnsafeRegister(
            // Not null: it is the state handed over.
            static (state, token) => ((Completion<T>)state!).TrySetCanceled(token), this);
        if (IsDecided)
            _cancellation.Unregister();
    }

    void IThreadPoolWorkItem.Execute()
    {
        _cancellation.Unregister();
        if (_error is { } error)
            _core.SetException(error);
        else
            _core.SetResult(_result!); // Not null where T is not: TrySetResult stored it.
    }

    T IValueTaskSource<T>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<T>.OnCompleted(Action<object?> continuation, object? state, short token,
        ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
