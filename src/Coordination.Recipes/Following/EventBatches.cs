namespace Coordination.Recipes.Following;

/// <summary>
/// A watch stream read by all the events that are there, not one by one, so that whoever reads again what has changed
/// does so once for many.
/// </summary>
internal sealed class EventBatches : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly IAsyncEnumerator<WatchEvent> _events;

    // The answer to MoveNextAsync that has not been awaited yet; null where there is none.
    private ValueTask<bool>? _next;

    public EventBatches(
        ICoordinationClient client, ZPath path, WatchOptions options, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _events = client.WatchAsync(path, options, _stop.Token).GetAsyncEnumerator(CancellationToken.None);
    }

    /// <summary>Waits for an event, then takes it and all that follow it already.</summary>
    public async ValueTask<bool> ReadAsync(Action<WatchEvent> take)
    {
        ValueTask<bool> next = _next ?? _events.MoveNextAsync();
        _next = null;
        bool hasEvent = await next.ConfigureAwait(false);
        while (hasEvent)
        {
            take(_events.Current);
            next = _events.MoveNextAsync();
            if (!next.IsCompletedSuccessfully)
            {
                _next = next;
                return true;
            }

            hasEvent = await next.ConfigureAwait(false);
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        // A stream is disposed when nobody waits for it.
        _stop.Cancel();
        try
        {
            if (_next is { } next)
                await next.ConfigureAwait(false);
        }
        catch (Exception end) when (end is OperationCanceledException or CoordinationException
            or ObjectDisposedException)
        {
            // As asked for, or ended meanwhile; there is nobody left to tell.
        }

        await _events.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }
}
