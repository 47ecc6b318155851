using System.Diagnostics.CodeAnalysis;
using Coordination.Streams;

namespace Coordination.Watches;

/// <summary>
/// What one reader gets of a <see cref="SharedWatch"/>: that it is armed, what exists where asked for, and the events,
/// of which a bounded number waits for it.
/// </summary>
internal sealed class WatchStream(
    ClientCore core, ZPath path, ZPath fullPath, WatchOptions options) : PushedStream<WatchEvent>(core)
{
    private readonly bool _includesExisting = options.IncludeExisting;
    private readonly int _mostBuffered = options.BufferedEvents;

    // In the order in which the reader gets them. One event waits in a field, as most streams never hold two.
    private WatchEvent? _armed;
    private Queue<WatchEvent>? _existing;
    private WatchEvent? _next;
    private Queue<WatchEvent>? _later;

    // While the existing znodes are being read, events wait here.
    private List<HeldEvent>? _held;
    private WatchEvent? _lastDropped;

    /// <summary>The znode watched, as the client sees it.</summary>
    public ZPath Path { get; } = path;

    /// <summary>The ensemble's path of it.</summary>
    public ZPath FullPath { get; } = fullPath;

    public bool IsRecursive { get; } = options.Recursive;

    /// <summary>The watch that it hangs on; null before and after. Inside the gate.</summary>
    public SharedWatch? Watch { get; set; }

    /// <summary>Its place among the streams of the watch.</summary>
    public int Index { get; set; }

    /// <summary>Whether it has been told that it is armed. Inside the gate.</summary>
    public bool IsArmed { get; private set; }

    /// <summary>The server has the watch: from here on nothing is missed. Inside the gate.</summary>
    public void Arm(Zxid zxid, ConnectionState state)
    {
        IsArmed = true;
        var armed = new WatchEvent(WatchEventType.Armed, Path, zxid, state);
        Push(armed, static (PushedStream<WatchEvent> stream, in WatchEvent armed) =>
        {
            var self = (WatchStream)stream;
            self._armed = armed;
            if (self._includesExisting)
                self._held = [];
            return true;
        });
        if (_includesExisting)
            new ExistingReader(Core, this).Start();
    }

    /// <summary>An event of the watch. Inside the gate; paths as the client sees them.</summary>
    public void Receive(WatchEvent change, long number) => Push(
        new HeldEvent(change, number),
        static (PushedStream<WatchEvent> stream, in HeldEvent held) => ((WatchStream)stream).Buffer(held));

    /// <summary>The existing znodes were read. Inside the gate.</summary>
    public void Synchronize(TreeListing listing, ConnectionState state) => Push(
        (listing, state),
        static (PushedStream<WatchEvent> stream, in (TreeListing, ConnectionState) found) =>
        {
            ((WatchStream)stream).Synchronized(found.Item1, found.Item2);
            return true;
        });

    protected override void Start() => Core.Subscribe(this);

    protected override void Stop() => Core.WithWatches(this, static (hub, stream) => hub.Unsubscribe(stream));

    protected override bool TryDequeue([MaybeNullWhen(false)] out WatchEvent item)
    {
        if (_armed is not null)
        {
            item = _armed;
            _armed = null;
            return true;
        }

        if (_existing is not null)
        {
            item = _existing.Dequeue();
            if (_existing.Count == 0)
                _existing = null;
            return true;
        }

        item = _next;
        if (item is null)
            return false;
        _next = null;
        _ = _later?.TryDequeue(out _next);
        return true;
    }

    protected override void Clear()
    {
        _armed = _next = null;
        _existing = _later = null;
        _held = null;
    }

    private bool Buffer(in HeldEvent held)
    {
        if (_held is null)
        {
            Enqueue(held.Change);
            return true;
        }

        if (_held.Count == _mostBuffered)
        {
            _lastDropped = held.Change;
            _held.Clear();
        }

        if (_lastDropped is null)
            _held.Add(held);
        else
            _lastDropped = held.Change;
        return false;
    }

    private void Enqueue(WatchEvent change)
    {
        if (_next is null)
        {
            _next = change;
            return;
        }

        _later ??= new Queue<WatchEvent>();
        if (_later.Count + 1 < _mostBuffered)
        {
            _later.Enqueue(change);
            return;
        }

        // The reader is too slow: whatever waits, this event included, becomes one that says so.
        _later.Clear();
        _next = Overflow(change);
    }

    private WatchEvent Overflow(WatchEvent newest) =>
        new(WatchEventType.Changed, Path, newest.Zxid, newest.State, Coalesced: true);

    private void Synchronized(TreeListing listing, ConnectionState state)
    {
        List<HeldEvent> held = _held ?? [];
        _held = null;
        Zxid asOf = listing.Zxid;
        foreach (HeldEvent one in held)
        {
            if (!listing.Shows(
                Core.FullPath(one.Change.Path), one.Number) && one.Change.Zxid is { } zxid && zxid <= asOf)
                asOf = new Zxid(zxid.Value - 1);
        }

        _existing = new Queue<WatchEvent>(listing.Znodes.Count + 1);
        foreach (ListedZnode znode in listing.Znodes)
        {
            ZPath seen = Core.SeenPath(znode.Path);
            _existing.Enqueue(new WatchEvent(WatchEventType.Existing, seen, asOf, state, Stat: znode.Stat));
        }

        _existing.Enqueue(new WatchEvent(WatchEventType.Synced, Path, asOf, state));
        foreach (HeldEvent one in held)
        {
            if (!listing.Shows(Core.FullPath(one.Change.Path), one.Number))
                Enqueue(one.Change);
        }

        if (_lastDropped is { } dropped)
            Enqueue(Overflow(dropped));
        _lastDropped = null;
    }
}
