using Coordination.Tree.Commands;

namespace Coordination.Testing;

/// <summary>
/// Compares what a watch stream yielded with what happened: every change after it was armed, once and in order, unless
/// the stream said that it coalesced.
/// </summary>
internal sealed class StreamCompleteness
{
    private readonly ObservedStream _stream;
    private readonly List<WatchEvent> _expected = [];
    private readonly List<WatchEvent> _coalesced = [];
    private int _next;
    private readonly Dictionary<ZPath, Stat?> _existing = [];

    public StreamCompleteness(ObservedStream stream, IEnumerable<Change> changes)
    {
        _stream = stream;
        Zxid? armed = stream.Events.Count == 0 ? null : stream.Events[0].Zxid;
        foreach (Change change in changes)
        {
            // One change of several children, such as the end of a session, says so once or once for each.
            if (change.Zxid > armed && Translate(change) is { } expected
                && !IsSame(_expected.LastOrDefault(), expected))
                _expected.Add(expected);
        }
    }

    /// <summary>Checks it as far as it went.</summary>
    /// <param name="mustBeUpToDate">Whether it must have yielded everything.</param>
    public void Check(bool mustBeUpToDate)
    {
        if (_stream.Events.Count == 0 && mustBeUpToDate)
            throw Broken("was never armed");
        if (_stream.Events.Count == 0)
            return;
        if (_stream.Events[0].Type != WatchEventType.Armed)
            throw Broken($"begins with {_stream.Events[0]}");
        foreach (WatchEvent seen in _stream.Events.Skip(1))
            Take(seen);
        if (!mustBeUpToDate)
            return;
        while (_next < _expected.Count)
            Skip(_expected[_next++], "never came");
    }

    private void Take(WatchEvent seen)
    {
        switch (seen.Type)
        {
            case WatchEventType.Existing:
                _existing[seen.Path] = seen.Stat;
                return;
            case WatchEventType.Synced or WatchEventType.None:
                return;
            case var _ when seen.Coalesced:
                _coalesced.Add(seen);
                return;
            case WatchEventType.NodeChildrenChanged when _next > 0 && IsSame(_expected[_next - 1], seen):
                return;
        }

        int at = _next;
        while (at < _expected.Count && !IsSame(_expected[at], seen))
            at++;
        if (at == _expected.Count)
            throw Broken($"yields {seen}, which did not happen, or was yielded before");
        while (_next < at)
            Skip(_expected[_next++], $"is missing before {seen}");
        _next++;
        _coalesced.Clear();
    }

    private void Skip(WatchEvent missing, string how)
    {
        bool isCovered = IsShown(missing) || _coalesced.Exists(told =>
            told.Path == missing.Path || (told.Type == WatchEventType.Changed && missing.Path.IsAtOrBelow(told.Path)));
        if (!isCovered)
            throw Broken($"has a silent gap: {missing} {how}");
    }

    // The znodes that a stream begins with are read one after the other while changes go on: each shows its own past.
    private bool IsShown(WatchEvent missing)
    {
        if (missing.Zxid > _stream.SyncedBefore)
            return false;
        if (_existing.TryGetValue(missing.Path, out Stat? shown))
            return shown is not { } stat || missing.Zxid <= stat.Mzxid || missing.Zxid <= stat.Pzxid;
        return _expected.FindLast(change => change.Path == missing.Path && change.Zxid <= _stream.SyncedBefore)
            is { Type: WatchEventType.NodeDeleted or WatchEventType.NodeChildrenChanged };
    }

    private WatchEvent? Translate(in Change change)
    {
        if (_stream.IsRecursive)
            return change.Path.IsAtOrBelow(_stream.Path) ? new WatchEvent(change.Type, change.Path, change.Zxid) : null;
        if (change.Path == _stream.Path)
            return new WatchEvent(change.Type, change.Path, change.Zxid);
        bool isChild = change.Path.Parent == _stream.Path && change.Type != WatchEventType.NodeDataChanged;
        return isChild ? new WatchEvent(WatchEventType.NodeChildrenChanged, _stream.Path, change.Zxid) : null;
    }

    private static bool IsSame(WatchEvent? expected, WatchEvent seen) =>
        expected is not null && expected.Type == seen.Type && expected.Path == seen.Path && expected.Zxid == seen.Zxid;

    private CheckFailedException Broken(string how) => new(
        $"The stream of {_stream.Process} on '{_stream.Path}'{(_stream.IsRecursive ? " and below" : "")} {how}.");
}
