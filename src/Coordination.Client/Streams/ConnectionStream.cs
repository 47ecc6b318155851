namespace Coordination.Streams;

/// <summary>How a client's connection stands, and every change; a slow reader skips to the newest.</summary>
internal sealed class ConnectionStream(ClientCore core) : PushedStream<ConnectionChange>(core)
{
    private ConnectionChange? _newest;

    public void Push(ConnectionChange change) =>
        Push(change, static (PushedStream<ConnectionChange> stream, in ConnectionChange newest) =>
    {
        ((ConnectionStream)stream)._newest = newest;
        return true;
    });

    protected override void Start() => Core.Join(this);

    protected override void Stop() => Core.Leave(this);

    protected override bool TryDequeue(out ConnectionChange item)
    {
        item = _newest.GetValueOrDefault();
        bool isNew = _newest.HasValue;
        _newest = null;
        return isNew;
    }

    protected override void Clear() => _newest = null;
}
