namespace Coordination.Sessions;

/// <summary>One session of a client, from when it is granted until it is lost.</summary>
internal sealed class ClientSession : ICoordinationSession, IThreadPoolWorkItem
{
    private readonly ClientCore _core;
    private readonly CancellationTokenSource _lost = new();
    private long _validUntil;
    private bool _isOver;
    private Action? _afterLost;

    public ClientSession(ClientCore core, in SessionGrant grant)
    {
        _core = core;
        Ticket = grant.Ticket;
        Timeout = TimeSpan.FromMilliseconds(grant.TimeoutMs);
        Lost = _lost.Token;
    }

    public SessionId Id => Ticket.Id;

    public TimeSpan Timeout { get; private set; }

    public long ValidUntil => Volatile.Read(ref _validUntil);

    public bool IsValid
    {
        get
        {
            if (Volatile.Read(ref _isOver))
                return false;
            return _core.Clock.GetTimestamp() < ValidUntil || _core.TryProve(this);
        }
    }

    public CancellationToken Lost { get; }

    public SessionTicket Ticket { get; private set; }

    /// <summary>Whether the client has ended it; inside the gate.</summary>
    public bool IsOver => _isOver;

    /// <summary>The session before the first: it stood never.</summary>
    public static ClientSession None(ClientCore core)
    {
        var none = new ClientSession(core, default) { _isOver = true, _validUntil = long.MinValue };
        none._lost.Cancel(); // Nobody can have registered yet, so that nothing runs here.
        return none;
    }

    public void MoveValidUntil(long validUntil) => Volatile.Write(ref _validUntil, validUntil);

    public void Regrant(in SessionGrant grant)
    {
        Ticket = grant.Ticket;
        Timeout = TimeSpan.FromMilliseconds(grant.TimeoutMs);
    }

    /// <summary>
    /// Ends it; whoever holds the token is told in a posted item, after which <paramref name="afterLost"/> runs.
    /// </summary>
    public void End(Action? afterLost = null)
    {
        if (_isOver)
            return;
        Volatile.Write(ref _isOver, true);
        _afterLost = afterLost;
        _core.Scheduler.Post(this);
    }

    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            _lost.Cancel();
        }
        catch (AggregateException failure)
        {
            // Callbacks are the application's; they must not end the process from here.
            SessionDriver.LogLostCallbackFailed(_core.Logger, failure);
        }

        _afterLost?.Invoke();
    }
}
