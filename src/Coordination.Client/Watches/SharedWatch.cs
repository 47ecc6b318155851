namespace Coordination.Watches;

/// <summary>
/// One watch of the server's, shared by all streams that ask for the same path and depth. Used inside the client's gate
/// only.
/// </summary>
internal sealed class SharedWatch(ZPath path, bool isRecursive)
{
    private readonly List<WatchStream> _streams = [];
    private readonly List<HeldEvent> _held = [];

    // Everything up to the watermark was told; of the changes in the watermark itself, those noted here, or all where
    // it is closed. The same event comes twice when a replay is cut off and begun again.
    private Zxid _watermark;
    private bool _isClosed;
    private (WatchEventType Type, ZPath Path) _told;
    private HashSet<(WatchEventType Type, ZPath Path)>? _toldToo;

    public ZPath Path { get; } = path;

    public bool IsRecursive { get; } = isRecursive;

    public WatchArming Arming { get; set; }

    /// <summary>
    /// Up to which change everything was replayed, where that is more than the client knows of all its watches.
    /// </summary>
    public Zxid ReplayedTo { get; private set; }

    public IReadOnlyList<WatchStream> Streams => _streams;

    /// <summary>Whether any stream waits to hear that it is armed.</summary>
    public int UnarmedStreams { get; set; }

    /// <summary>Whether the znode itself exists, as far as events have told; null where they have not.</summary>
    public bool? Exists { get; private set; }

    /// <summary>Whether a difference is owed, and since which change; see <see cref="MissedSince"/>.</summary>
    public bool OwesDifference { get; private set; }

    /// <summary>The last change before those that were missed; null where nobody knows.</summary>
    public Zxid? MissedSince { get; private set; }

    /// <summary>Whether the difference is being found out; events wait meanwhile.</summary>
    public bool IsHolding { get; set; }

    /// <summary>Whether more was missed while the difference was being found out.</summary>
    public bool MissedMore { get; set; }

    public IReadOnlyList<HeldEvent> Held => _held;

    /// <summary>Whether more events waited than are kept.</summary>
    public bool HeldTooMany { get; private set; }

    public void Add(WatchStream stream)
    {
        stream.Index = _streams.Count;
        _streams.Add(stream);
        UnarmedStreams++;
    }

    public void Remove(WatchStream stream)
    {
        WatchStream last = _streams[^1];
        _streams[stream.Index] = last;
        last.Index = stream.Index;
        _streams.RemoveAt(_streams.Count - 1);
        if (!stream.IsArmed)
            UnarmedStreams--;
    }

    public void Owe(Zxid? since)
    {
        if (!OwesDifference)
            MissedSince = since;
        else if (since is null)
            MissedSince = null;
        OwesDifference = true;
    }

    public void PayDifference(bool exists)
    {
        OwesDifference = false;
        MissedSince = null;
        Exists = exists;
        IsHolding = false;
        HeldTooMany = false;
        _held.Clear();
    }

    /// <summary>A stream has read what exists; where events have told already, they are newer.</summary>
    public void LearnExistence(bool exists) => Exists ??= exists;

    public void Hold(WatchEvent change, long number)
    {
        if (_held.Count == WatchOptions.DefaultBufferedEvents)
        {
            HeldTooMany = true;
            _held.Clear();
        }

        if (!HeldTooMany)
            _held.Add(new HeldEvent(change, number));
    }

    /// <summary>Everything up to a change is told, or need not be.</summary>
    public void CloseAt(Zxid zxid)
    {
        if (zxid < _watermark)
            return;
        _watermark = zxid;
        _isClosed = true;
    }

    /// <summary>Everything up to a change was replayed: the next replay begins behind it.</summary>
    public void NoteReplayed(Zxid zxid)
    {
        if (zxid > ReplayedTo)
            ReplayedTo = zxid;
    }

    /// <summary>The ensemble has begun anew: its changes are numbered from the beginning.</summary>
    public void ForgetWatermark()
    {
        _watermark = ReplayedTo = Zxid.None;
        _isClosed = false;
        _told = default;
        _toldToo?.Clear();
    }

    /// <summary>Takes note of an event of the server's; false where it was told before.</summary>
    public bool Admit(WatchEvent change)
    {
        if (change.Zxid is { } zxid && !Admit(zxid, change.Type, change.Path))
            return false;
        if (change.Path == Path)
            Exists = change.Type != WatchEventType.NodeDeleted;
        return true;
    }

    private bool Admit(Zxid zxid, WatchEventType type, ZPath changed)
    {
        if (zxid > _watermark)
        {
            _watermark = zxid;
            _isClosed = false;
            _told = (type, changed);
            _toldToo?.Clear();
            return true;
        }

        if (zxid < _watermark || _isClosed || _told == (type, changed))
            return false;
        return (_toldToo ??= []).Add((type, changed));
    }
}
