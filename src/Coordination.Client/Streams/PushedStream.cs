using System.Threading.Tasks.Sources;

namespace Coordination.Streams;

/// <summary>
/// A stream that is written by pushing and read by one reader. Pushing runs no reader: a reader that waits is woken by
/// one posted item, in which it continues.
/// </summary>
internal abstract class PushedStream<T>(
    ClientCore core) : IAsyncEnumerable<T>, IAsyncEnumerator<T>, IValueTaskSource<bool>, IThreadPoolWorkItem
{
    private readonly Lock _sync = new();

    // Continuations run inside Execute, which is a posted item (STYLE.md §6): synchronous on purpose.
    private ManualResetValueTaskSourceCore<bool> _wake;
    private CancellationToken _first;
    private CancellationTokenRegistration _firstCancellation;
    private CancellationTokenRegistration _secondCancellation;
    private Exception? _error;
    private bool _isOpened;
    private bool _isStarted;
    private bool _isEnded;
    private bool _isWaiting;

    // Read only after MoveNextAsync has answered true, and then it is set.
    public T Current { get; private set; } = default!;

    protected ClientCore Core { get; } = core;

    /// <summary>A token that ends the stream besides the one given to its enumerator.</summary>
    public PushedStream<T> With(CancellationToken cancellationToken)
    {
        _first = cancellationToken;
        return this;
    }

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        lock (_sync)
        {
            if (_isOpened)
                throw new InvalidOperationException("A stream is read once, by one reader.");
            _isOpened = true;
        }

        _firstCancellation = CancelWith(_first);
        _secondCancellation = CancelWith(cancellationToken);
        return this;
    }

    public ValueTask<bool> MoveNextAsync()
    {
        if (!_isStarted)
        {
            _isStarted = true;
            if (!_isEnded)
                Start();
        }

        lock (_sync)
        {
            if (_isWaiting)
                throw new InvalidOperationException("A stream is read by one reader, one element at a time.");
            if (TryDequeue(out T? item))
            {
                Current = item;
                return new ValueTask<bool>(true);
            }

            if (_isEnded)
                return _error is null ? new ValueTask<bool>(false) : ValueTask.FromException<bool>(_error);
            _wake.Reset();
            _isWaiting = true;
            return new ValueTask<bool>(this, _wake.Version);
        }
    }

    public ValueTask DisposeAsync()
    {
        _firstCancellation.Unregister();
        _secondCancellation.Unregister();
        End(null, isAtOnce: true);
        Stop();
        return default;
    }

    void IThreadPoolWorkItem.Execute()
    {
        Exception? error = null;
        bool hasItem;
        lock (_sync)
        {
            hasItem = TryDequeue(out T? item);
            if (hasItem)
                Current = item!; // Not null where T is not: it was dequeued.
            else
                error = _error;
        }

        if (error is null)
            _wake.SetResult(hasItem);
        else
            _wake.SetException(error);
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _wake.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _wake.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wake.OnCompleted(continuation, state, token, flags);

    /// <summary>Ends the stream: by an error, or null when the reader has left.</summary>
    /// <param name="error">What the reader gets.</param>
    /// <param name="isAtOnce">Whether what is buffered is dropped; else the reader gets it first.</param>
    public void End(Exception? error, bool isAtOnce)
    {
        lock (_sync)
        {
            if (_isEnded)
                return;
            _isEnded = true;
            _error = error;
            if (isAtOnce)
                Clear();
            Wake();
        }
    }

    /// <summary>Changes what is buffered, then wakes the reader if there is something for it.</summary>
    protected void Push<TState>(in TState state, BufferChange<TState> change)
    {
        lock (_sync)
        {
            if (!_isEnded && change(this, state))
                Wake();
        }
    }

    /// <summary>Begins to be written to; called once, by the reader.</summary>
    protected abstract void Start();

    /// <summary>Ends being written to; may be called more than once.</summary>
    protected abstract void Stop();

    protected abstract bool TryDequeue([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T item);

    protected abstract void Clear();

    private void Wake()
    {
        if (!_isWaiting)
            return;
        _isWaiting = false;
        Core.Scheduler.Post(this);
    }

    private CancellationTokenRegistration CancelWith(CancellationToken token) => token.CanBeCanceled
        // Not null: handed over.
        ? token.UnsafeRegister(static (state, canceled) => ((PushedStream<T>)state!).Cancel(canceled), this)
        : default;

    private void Cancel(CancellationToken token)
    {
        End(new OperationCanceledException(token), isAtOnce: true);
        Stop();
    }

    /// <summary>Puts something into the buffer; false where the reader need not be woken.</summary>
    protected delegate bool BufferChange<TState>(PushedStream<T> stream, in TState state);
}
