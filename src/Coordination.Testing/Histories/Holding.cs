namespace Coordination.Testing;

/// <summary>
/// Something that a process believed to hold alone, from when to when. Disposing ends it; it is idempotent.
/// </summary>
public sealed class Holding : IDisposable
{
    private readonly History _history;
    private readonly Func<bool> _isHeld;
    private bool _wasProven;
    private bool _isGivenBack;

    internal Holding(History history, string process, string resource, long fencingToken, Func<bool> isHeld)
    {
        _history = history;
        _isHeld = isHeld;
        Process = process;
        Resource = resource;
        FencingToken = fencingToken;
    }

    /// <summary>Who holds it.</summary>
    public string Process { get; }

    /// <summary>What is held.</summary>
    public string Resource { get; }

    /// <summary>The token of the grant.</summary>
    public long FencingToken { get; }

    /// <summary>When it began.</summary>
    public TimeSpan From { get; internal init; }

    /// <summary>
    /// When it was given back, or first seen to be no longer proven; null while it is proven, also where it is again.
    /// </summary>
    public TimeSpan? Until { get; private set; }

    /// <summary>
    /// The first other holding that was seen proven together with this one; null where all is well.
    /// </summary>
    public Holding? Overlaps { get; internal set; }

    /// <summary>Whether it was lost, by its own clock, before it was given back.</summary>
    public bool WasLost { get; private set; }


    /// <summary>Gives it back.</summary>
    public void Dispose() => _history.End(this);

    /// <inheritdoc />
    public override string ToString() =>
        $"{Process} held '{Resource}' with token {FencingToken} from {From.TotalSeconds:F6}s to "
        + (Until is { } until ? $"{until.TotalSeconds:F6}s" : "now");

    /// <summary>
    /// Looks, by the holder's own clock, whether it is proven. What said no once and says yes later is held again: that
    /// no lease should do so is no reason not to see it.
    /// </summary>
    internal bool IsProven(TimeSpan now)
    {
        if (_isGivenBack)
            return false;
        bool isProven = _isHeld();
        WasLost = !isProven;
        if (isProven && !_wasProven)
            _history.AddGrant(this);
        _wasProven |= isProven;
        Until = isProven ? null : Until ?? now;
        return isProven;
    }

    internal void EndAt(TimeSpan now)
    {
        if (IsProven(now))
            Until = now;
        _isGivenBack = true;
    }
}
