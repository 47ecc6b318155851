using Coordination.Calls;
using Coordination.Diagnostics;
using Coordination.Internal;
using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Watches;

/// <summary>
/// All that a client watches: keeps one watch at the server for all streams on a path, hands events out, and after a
/// reconnect arms everything again at the change up to which it was told. Used inside the client's gate only.
/// </summary>
internal sealed partial class WatchHub
{
    private readonly ClientCore _core;
    private readonly RequestPipe _pipe;
    private readonly Dictionary<string, SharedWatch> _plain = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SharedWatch> _recursive = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SharedWatch>.AlternateLookup<ReadOnlySpan<char>> _recursiveBySpan;
    private readonly OneShotTable _oneShots = new();
    private readonly ReplayProgress _replay = new();

    // Up to which change every event has come. While watches are not armed it must not follow what answers say, or what
    // was missed meanwhile would never be told.
    private Zxid _position;
    private bool _isFrozen = true;
    private int _rearmings;
    private bool _isOurs;

    public WatchHub(ClientCore core, RequestPipe pipe)
    {
        _core = core;
        _pipe = pipe;
        _recursiveBySpan = _recursive.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Events received so far; an event's number is the count with it.</summary>
    public long EventCount { get; private set; }

    /// <summary>A server serves the session: arms everything there.</summary>
    /// <param name="isOurs">Whether it replays what was missed.</param>
    /// <param name="hasBegunAnew">Whether the ensemble knows nothing of what the client has seen.</param>
    public void Attach(bool isOurs, bool hasBegunAnew)
    {
        _isOurs = isOurs;
        if (hasBegunAnew)
            BeginAnew();

        List<Rearming> rearmings = Rearming.Plan(_position, AllWatches, _oneShots.All);
        _rearmings = rearmings.Count;
        _isFrozen = _rearmings > 0;
        _replay.Begin(rearmings.FirstOrDefault());
        foreach (Rearming rearming in rearmings)
        {
            _pipe.SendNow(new ControlCall<SetWatchesRequest>(
                rearming.Request, outlivesConnection: false, answer => OnRearmed(rearming, answer)));
        }

        foreach (SharedWatch watch in AllWatches)
        {
            if (watch.Arming == WatchArming.Unarmed)
                Arm(watch);
        }
    }

    /// <summary>Nobody serves the session: remembers up to where everything was told.</summary>
    public void Detach()
    {
        if (!_isFrozen || PlantedBugs.IsOn(PlantedBugs.RearmsTooNew))
            _position = _pipe.ToldZxid;
        _replay.End();
        _isFrozen = true;
        _rearmings = 0;
    }

    public void OnEvent(WatchEvent change, ConnectionState state)
    {
        if (_rearmings > 0 && PlantedBugs.IsOn(PlantedBugs.DropsEventsWhileRearming))
            return;
        EventCount++;
        Telemetry.EventReceived();
        if (change.Zxid is { } zxid)
        {
            _pipe.NoteEvent(zxid);
            _replay.OnEvent(zxid);
        }

        if (change.Type is < WatchEventType.NodeCreated or > WatchEventType.NodeChildrenChanged)
            return; // That a watch was removed: by this client itself.

        WatchEvent seen = See(change, state);
        FireOneShots(change, seen);
        if (change.Coalesced)
            return; // It stands for what one-shot watches missed: to those that stay every change is told by itself.
        if (_plain.TryGetValue(change.Path.Value, out SharedWatch? plain))
            Receive(plain, change, seen);
        if (_recursive.Count > 0 && change.Type != WatchEventType.NodeChildrenChanged)
            ReceiveAbove(change, seen);
    }

    public void Subscribe(WatchStream stream)
    {
        Dictionary<string, SharedWatch> watches = WatchesOf(stream.IsRecursive);
        if (!watches.TryGetValue(stream.FullPath.Value, out SharedWatch? watch))
            watches[stream.FullPath.Value] = watch = new SharedWatch(stream.FullPath, stream.IsRecursive);
        watch.Add(stream);
        stream.Watch = watch;

        if (watch.Arming == WatchArming.Armed && _pipe.IsUp && !_isFrozen && !watch.IsHolding)
            ArmJoined(watch);
        else if (watch.Arming == WatchArming.Unarmed && _pipe.IsUp)
            Arm(watch);
    }

    public void Unsubscribe(WatchStream stream)
    {
        if (stream.Watch is not { } watch)
            return;
        stream.Watch = null;
        watch.Remove(stream);
        if (watch.Streams.Count > 0)
            return;

        WatchesOf(watch.IsRecursive).Remove(watch.Path.Value);
        if (watch.Arming != WatchArming.Unarmed)
            RemoveAtServer(watch.Path, watch.IsRecursive ? WatcherType.PersistentRecursive : WatcherType.Persistent);
    }

    /// <summary>A read armed a one-shot watch.</summary>
    public void Arm(OneShotArming arming)
    {
        if (!arming.Watch.IsOver)
            _oneShots.Add(arming);
    }

    /// <summary>A one-shot watch is no longer of interest.</summary>
    public void Disarm(OneShotArming arming)
    {
        bool isChild = arming.Kind == OneShotKind.Child;
        if (_oneShots.Remove(arming) && !_oneShots.Has(arming.Path, isChild))
            RemoveAtServer(arming.Path, isChild ? WatcherType.Children : WatcherType.Data);
    }

    /// <summary>A stream has read what exists.</summary>
    public void Synchronize(WatchStream stream, TreeListing listing)
    {
        stream.Watch?.LearnExistence(listing.Znodes.Count > 0);
        stream.Synchronize(listing, _core.StateInside);
    }

    /// <summary>A stream could not be begun.</summary>
    public void Fail(WatchStream stream, ErrorCode code)
    {
        Unsubscribe(stream);
        stream.End(CoordinationException.For(code, stream.Path), isAtOnce: false);
    }

    /// <summary>
    /// Tells the streams of a watch what was missed, then what waited; false where more was missed meanwhile.
    /// </summary>
    public bool TellDifference(SharedWatch watch, TreeListing listing)
    {
        if (watch.MissedMore)
        {
            watch.MissedMore = false;
            return false;
        }

        List<HeldEvent> later = [.. watch.Held.Where(held => !listing.Shows(held.Change.Path, held.Number))];
        Zxid asOf = later.Count > 0
            && later[0].Change.Zxid is { } first && first <= listing.Zxid ? new Zxid(first.Value - 1) : listing.Zxid;
        bool isUnknown = watch.HeldTooMany || watch.MissedSince is null;
        List<WatchEvent> difference = CoalescedDifference.Tell(
            isUnknown ? null : watch.MissedSince, watch.Exists, watch.IsRecursive, listing, asOf);
        bool exists = listing.Znodes.Count > 0;
        watch.PayDifference(exists);

        foreach (WatchEvent change in difference)
            Deliver(watch, See(change, _core.StateInside), EventCount);
        foreach (HeldEvent held in later)
            Deliver(watch, See(held.Change, _core.StateInside), held.Number);
        ArmJoined(watch);
        return true;
    }

    /// <summary>The server refuses a watch: its streams end.</summary>
    public void Fail(SharedWatch watch, ErrorCode code) => Fail(watch, path => CoordinationException.For(code, path));

    /// <summary>The client has ended, and with it all that it watched.</summary>
    public void EndAll(CallEnd end)
    {
        foreach (SharedWatch watch in AllWatches)
            Fail(watch, path => CallEnds.Describe(end, mayHaveHappened: false, wasSent: false, path));
        foreach (OneShotArming arming in _oneShots.TakeAll())
            arming.Watch.TryFail(
                CallEnds.Describe(end, mayHaveHappened: false, wasSent: false, _core.SeenPath(arming.Path)));
    }

    // Each stream gets an exception of its own: one that is thrown many times grows with each.
    private void Fail(SharedWatch watch, Func<ZPath, Exception> describe)
    {
        WatchesOf(watch.IsRecursive).Remove(watch.Path.Value);
        foreach (WatchStream stream in watch.Streams)
        {
            stream.Watch = null;
            stream.End(describe(stream.Path), isAtOnce: false);
        }
    }

    private SharedWatch[] AllWatches => [.. _plain.Values, .. _recursive.Values];

    private Dictionary<string, SharedWatch> WatchesOf(bool isRecursive) => isRecursive ? _recursive : _plain;

    private void Arm(SharedWatch watch)
    {
        watch.Arming = WatchArming.Asked;
        Ask(watch, answer => OnArmed(watch, answer), _ => Disarmed(watch));
    }

    private static void Disarmed(SharedWatch watch)
    {
        if (!PlantedBugs.IsOn(PlantedBugs.ForgetsLostArming))
            watch.Arming = WatchArming.Unarmed;
    }

    private void Ask(SharedWatch watch, Action<Answer<Response>> answered, Action<CallEnd>? ended)
    {
        AddWatchMode mode = watch.IsRecursive ? AddWatchMode.PersistentRecursive : AddWatchMode.Persistent;
        var request = new AddWatchRequest(watch.Path, mode);
        _pipe.Submit(new ControlCall<AddWatchRequest>(request, outlivesConnection: false, answered, ended));
    }

    private void OnArmed(SharedWatch watch, in Answer<Response> answer)
    {
        if (answer.Code != ErrorCode.Ok)
        {
            Fail(watch, answer.Code);
            return;
        }

        watch.Arming = WatchArming.Armed;
        watch.CloseAt(answer.Zxid);
        ArmStreams(watch, answer.Zxid);
    }

    private void OnRearmed(Rearming rearming, in Answer<Response> answer)
    {
        _rearmings--;
        _replay.OnAnswered(rearming);
        _isFrozen = _rearmings > 0;
        if (answer.Code != ErrorCode.Ok)
        {
            foreach (SharedWatch watch in rearming.Watches)
                Fail(watch, answer.Code);
            return;
        }

        bool isComplete = answer.Body is SetWatchesResponse { IsComplete: true };
        if (!isComplete && rearming.Watches.Count > 0)
            Log.ReplayIncomplete(_core.Logger, rearming.Watches.Count, rearming.Request.RelativeZxid);
        foreach (SharedWatch watch in rearming.Watches)
        {
            if (isComplete)
                watch.NoteReplayed(answer.Zxid);
            else
                watch.Owe(rearming.Request.RelativeZxid);
            if (watch.OwesDifference)
                FindDifference(watch);
            else if (!watch.IsHolding)
                ArmStreams(watch, answer.Zxid);
        }
    }

    private void FindDifference(SharedWatch watch)
    {
        if (watch.IsHolding)
        {
            watch.MissedMore = true;
            return;
        }

        watch.IsHolding = true;
        new DifferenceReader(_core, watch).Start();
    }

    private void BeginAnew()
    {
        _position = Zxid.None;
        foreach (SharedWatch watch in AllWatches)
        {
            watch.ForgetWatermark();
            watch.Owe(null);
        }

        foreach (OneShotArming arming in _oneShots.TakeAll())
        {
            arming.Watch.TryFire(new WatchEvent(
                WatchEventType.Changed, _core.SeenPath(arming.Path), State: _core.StateInside, Coalesced: true));
        }
    }

    private void RemoveAtServer(ZPath path, WatcherType type)
    {
        if (!_pipe.IsUp)
            return; // A connection that is gone took its watches along.

        // Apache ZooKeeper before 3.9 removes all kinds at once; there a watch stays if another kind is still wanted,
        // and what it sends is ignored.
        bool isLast = !_oneShots.Has(path) && !_plain.ContainsKey(path.Value) && !_recursive.ContainsKey(path.Value);
        if (!_isOurs && !isLast)
            return;
        _pipe.Submit(new ControlCall<RemoveWatchesRequest>(
            new RemoveWatchesRequest(path, _isOurs ? type : WatcherType.Any), outlivesConnection: false, static _ =>
                { }));
    }

    private void FireOneShots(WatchEvent change, WatchEvent seen)
    {
        if (_oneShots.TakeFired(change.Type, change.Path) is not { } fired)
            return;

        // What comes while watches are armed again stands for all that was missed.
        WatchEvent shown = _rearmings > 0 ? seen with { Coalesced = true } : seen;
        foreach (OneShotArming arming in fired)
            arming.Watch.TryFire(shown);
    }

    private void ReceiveAbove(WatchEvent change, WatchEvent seen)
    {
        ReadOnlySpan<char> path = change.Path.Value;
        while (true)
        {
            if (_recursiveBySpan.TryGetValue(path, out SharedWatch? watch))
                Receive(watch, change, seen);
            if (path.Length == 1)
                return;
            int slash = path.LastIndexOf('/');
            path = path[..Math.Max(slash, 1)];
        }
    }

    private void Receive(SharedWatch watch, WatchEvent change, WatchEvent seen)
    {
        if (!watch.Admit(change))
            return;
        if (watch.IsHolding)
            watch.Hold(change, EventCount);
        else
            Deliver(watch, seen, EventCount);
    }

    private static void Deliver(SharedWatch watch, WatchEvent seen, long number)
    {
        foreach (WatchStream stream in watch.Streams)
        {
            if (stream.IsArmed)
                stream.Receive(seen, number);
        }
    }

    // A stream that joins a watch begins after the last change, unless that is half told: then the server's answer to
    // the same request once more, which arms nothing new, says when all of it has come.
    private void ArmJoined(SharedWatch watch)
    {
        if (watch.UnarmedStreams == 0)
            return;
        if (_pipe.ToldZxid == _pipe.LastZxid)
            ArmStreams(watch, _pipe.LastZxid);
        else
            Ask(watch, answer => ArmStreams(watch, answer.Zxid), ended: null);
    }

    private void ArmStreams(SharedWatch watch, Zxid zxid)
    {
        if (watch.UnarmedStreams == 0)
            return;
        watch.UnarmedStreams = 0;
        foreach (WatchStream stream in watch.Streams)
        {
            if (!stream.IsArmed)
                stream.Arm(zxid, _core.StateInside);
        }
    }

    // The event object is shared by all streams, and is the server's own where nothing must be changed.
    private WatchEvent See(WatchEvent change, ConnectionState state)
    {
        ZPath path = PlantedBugs.IsOn(PlantedBugs.EventKeepsChroot) ? change.Path : _core.SeenPath(change.Path);
        return change.State == state && _core.Chroot is null ? change : change with { Path = path, State = state };
    }
}
