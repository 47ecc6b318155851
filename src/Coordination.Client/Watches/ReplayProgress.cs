namespace Coordination.Watches;

/// <summary>
/// How far the first re-arming of a connection has come. Until it is answered, all events that come are its replay, in
/// order; so one that is cut off goes on where it was, and a connection that breaks in every replay gets through in the
/// end. Used inside the client's gate only.
/// </summary>
internal sealed class ReplayProgress
{
    private Rearming? _first;
    private Zxid _told;
    private Zxid _newest;

    /// <summary>A connection stands.</summary>
    /// <param name="first">What is asked first on it; null for nothing.</param>
    public void Begin(Rearming? first)
    {
        _first = first;
        _told = _newest = first?.Request.RelativeZxid ?? Zxid.None;
    }

    public void OnEvent(Zxid zxid)
    {
        if (_first is null || zxid <= _newest)
            return;

        // One change may fire several events: only that of a later one says that no more follow.
        _told = _newest;
        _newest = zxid;
    }

    public void OnAnswered(Rearming rearming)
    {
        if (ReferenceEquals(_first, rearming))
            _first = null;
    }

    /// <summary>The connection has broken: its watches remember how far they were told.</summary>
    public void End()
    {
        foreach (SharedWatch watch in _first?.Watches ?? [])
            watch.NoteReplayed(_told);
        _first = null;
    }
}
