namespace Coordination.Interop.Tests.Ensembles;

/// <summary>What a watch stream of a client tells about the children of a znode, put together.</summary>
internal sealed class WatchedNames : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly HashSet<string> _names = [];
    private readonly TaskCompletionSource _armed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private Func<IReadOnlySet<string>, bool>? _awaited;
    private TaskCompletionSource _seen = new();

    private WatchedNames(ICoordinationClient client, ZPath path) => _reading = ReadAsync(client, path);

    /// <summary>Begins to watch, and waits until the watch is armed.</summary>
    public static async Task<WatchedNames> StartAsync(ICoordinationClient client, ZPath path)
    {
        var watched = new WatchedNames(client, path);
        await watched._armed.Task.WaitAsync(Patience, TimeProvider.System);
        return watched;
    }

    /// <summary>Waits until the names that were told of are as they should be.</summary>
    public Task WaitUntilAsync(Func<IReadOnlySet<string>, bool> areSo)
    {
        lock (_lock)
        {
            _seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited = areSo;
            Check();
            return _seen.Task.WaitAsync(Patience, TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _reading);
        _stop.Dispose();
    }

    private async Task ReadAsync(ICoordinationClient client, ZPath path)
    {
        var options = new WatchOptions { Recursive = true, BufferedEvents = 1 << 20 };
        await foreach (WatchEvent change in client.WatchAsync(path, options, _stop.Token))
        {
            lock (_lock)
            {
                string name = change.Path.Name.ToString();
                if (change.Type == WatchEventType.NodeCreated)
                    _names.Add(name);
                else if (change.Type == WatchEventType.NodeDeleted)
                    _names.Remove(name);
                Check();
            }

            if (change.Type == WatchEventType.Armed)
                _armed.TrySetResult();
        }
    }

    private void Check()
    {
        if (_awaited?.Invoke(_names) == true)
            _seen.TrySetResult();
    }
}
