namespace Coordination.Tests.Client.Scripted;

/// <summary>Reads a stream as far as it goes, and lets it wait in between.</summary>
internal sealed class EventReader
{
    private readonly ManualClock _clock;
    private readonly IAsyncEnumerator<WatchEvent> _stream;
    private ValueTask<bool> _next;

    public EventReader(ScriptedClient scripted, IAsyncEnumerable<WatchEvent> stream)
        : this(scripted.Clock, stream)
    {
    }

    public EventReader(InMemoryClient world, IAsyncEnumerable<WatchEvent> stream)
        : this(world.Clock, stream)
    {
    }

    private EventReader(ManualClock clock, IAsyncEnumerable<WatchEvent> stream)
    {
        _clock = clock;
        _stream = stream.GetAsyncEnumerator();
        _next = _stream.MoveNextAsync();
    }

    public bool IsWaiting => !_next.IsCompleted;

    public List<WatchEvent> Read()
    {
        var seen = new List<WatchEvent>();
        _clock.RunPosted();
        while (_next.IsCompleted && _next.GetAwaiter().GetResult())
        {
            seen.Add(_stream.Current);
            _next = _stream.MoveNextAsync();
            _clock.RunPosted();
        }

        return seen;
    }

    public WatchEventType[] ReadTypes() => [.. Read().Select(change => change.Type)];

    /// <summary>As a reader that has left its loop: nothing is awaited any more.</summary>
    public void Dispose() => Assert.True(_stream.DisposeAsync().IsCompletedSuccessfully);
}
