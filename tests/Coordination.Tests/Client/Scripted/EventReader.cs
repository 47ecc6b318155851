namespace Coordination.Tests.Client.Scripted;

/// <summary>Reads a stream as far as it goes, and lets it wait in between.</summary>
internal sealed class EventReader
{
    private readonly ScriptedClient _scripted;
    private readonly IAsyncEnumerator<WatchEvent> _stream;
    private ValueTask<bool> _next;

    public EventReader(ScriptedClient scripted, IAsyncEnumerable<WatchEvent> stream)
    {
        _scripted = scripted;
        _stream = stream.GetAsyncEnumerator();
        _next = _stream.MoveNextAsync();
    }

    public bool IsWaiting => !_next.IsCompleted;

    public List<WatchEvent> Read()
    {
        var seen = new List<WatchEvent>();
        _scripted.Clock.RunPosted();
        while (_next.IsCompleted && _scripted.Finish(_next))
        {
            seen.Add(_stream.Current);
            _next = _stream.MoveNextAsync();
            _scripted.Clock.RunPosted();
        }

        return seen;
    }

    public WatchEventType[] ReadTypes() => [.. Read().Select(change => change.Type)];

    /// <summary>As a reader that has left its loop: nothing is awaited any more.</summary>
    public void Dispose() => _scripted.Finish(_stream.DisposeAsync());
}
