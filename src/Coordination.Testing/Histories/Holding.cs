namespace Coordination.Testing;

/// <summary>
/// Something that a process believed to hold alone, from when to when. Disposing ends it; it is idempotent.
/// </summary>
public sealed class Holding : IDisposable
{
    private readonly History _history;
    private readonly Func<bool> _isHeld;

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

    /// <summary>When it ended, or was first seen to be no longer proven; null while it is.</summary>
    public TimeSpan? Until { get; private set; }

    /// <summary>The holding that still was proven when this one began; null where all is well.</summary>
    public Holding? Overlaps { get; internal set; }

    /// <summary>Whether it was lost, by its own clock, before it was given back.</summary>
    public bool WasLost { get; private set; }

    /// <summary>Gives it back.</summary>
    public void Dispose() => _history.End(this);

    /// <inheritdoc />
    public override string ToString() =>
        $"{Process} held '{Resource}' with token {FencingToken} from {From.TotalSeconds:F6}s to "
        + (Until is { } until ? $"{until.TotalSeconds:F6}s" : "now");

    /// <summary>Looks, by the holder's own clock, whether it is proven still.</summary>
    internal bool IsProven(TimeSpan now)
    {
        if (Until is not null)
            return false;
        if (_isHeld())
            return true;
        WasLost = true;
        Until = now;
        return false;
    }

    internal void EndAt(TimeSpan now)
    {
        if (IsProven(now))
            Until = now;
    }
}
