using Coordination.Work;

namespace Coordination.Recipes.Placement;

/// <summary>
/// The newest of a series of values, which any number may wait for; who is slow skips to the newest. Waiters continue
/// in posted items, never in the stack of whoever publishes.
/// </summary>
internal sealed class Latest<T>(IWorkScheduler scheduler)
    where T : class
{
    private readonly Lock _sync = new();
    private readonly List<Completion<bool>> _waiting = [];
    private T? _value;
    private long _revision;
    private Exception? _end;

    /// <summary>The newest, and how many there have been; null before the first.</summary>
    public (T? Value, long Revision) Current
    {
        get
        {
            lock (_sync)
                return (_value, _revision);
        }
    }

    public void Publish(T value)
    {
        lock (_sync)
        {
            if (_end is not null)
                return;
            _value = value;
            _revision++;
            WakeAll();
        }
    }

    /// <summary>There will be no more: who waits, now or later, gets this.</summary>
    public void End(Exception end)
    {
        lock (_sync)
        {
            _end ??= end;
            WakeAll();
        }
    }

    /// <summary>Waits until there have been more than <paramref name="revision"/>; answers the newest.</summary>
    public async ValueTask<(T Value, long Revision)> AfterAsync(long revision, CancellationToken cancellationToken)
    {
        while (true)
        {
            Completion<bool> changed;
            lock (_sync)
            {
                if (_revision > revision && _value is not null)
                    return (_value, _revision);
                if (_end is not null)
                    throw _end;
                changed = new Completion<bool>(scheduler);
                _waiting.Add(changed);
            }

            try
            {
                changed.CancelWith(cancellationToken);
                await changed.Task.ConfigureAwait(false);
            }
            finally
            {
                lock (_sync)
                    _waiting.Remove(changed);
            }
        }
    }

    private void WakeAll()
    {
        foreach (Completion<bool> waiting in _waiting)
            waiting.TrySetResult(true);
        _waiting.Clear();
    }
}
