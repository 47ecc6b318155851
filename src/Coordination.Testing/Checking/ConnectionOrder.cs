using Coordination.Requests;

namespace Coordination.Testing;

/// <summary>
/// What holds on every connection: answers come in the order of the requests, zxids of answers and of events do not go
/// back, and an event comes before every answer that shows its change.
/// </summary>
internal sealed class ConnectionOrder(ObservedConnection connection)
{
    private readonly Queue<Observation> _unanswered = new();
    private Zxid _lastAnswer;
    private Zxid _lastEvent;
    private Zxid _shown;
    private int _replays;

    public void Check()
    {
        foreach (Observation observed in connection.Observations)
        {
            switch (observed.Kind)
            {
                case ObservationKind.Sent:
                    _unanswered.Enqueue(observed);
                    _replays += observed.Request is SetWatchesRequest ? 1 : 0;
                    break;
                case ObservationKind.Answered:
                    CheckAnswer(observed);
                    break;
                case ObservationKind.Event when observed.Event is { Zxid: { } zxid } change:
                    CheckEvent(change, zxid);
                    break;
            }
        }
    }

    private void CheckAnswer(in Observation answered)
    {
        if (!_unanswered.TryDequeue(out Observation sent) || sent.Xid != answered.Xid)
            throw Broken($"the answer to request {answered.Xid} came out of turn");
        Zxid zxid = answered.Answer.Zxid;
        _replays -= sent.Request is SetWatchesRequest ? 1 : 0;

        // The answer to a write that was sent again is the one it was given at first: only reads tell how far the
        // server has come.
        bool isRead = sent.Request is not null && IsRead(sent.Request);
        if (isRead && zxid < _lastAnswer)
            throw Broken($"time went back: {_lastAnswer} was answered, then {zxid} to request {answered.Xid}");
        if (isRead)
            _lastAnswer = zxid;
        if (zxid > _shown)
            _shown = zxid;
    }

    private void CheckEvent(WatchEvent change, Zxid zxid)
    {
        if (change.Coalesced)
            return; // It stands for what a one-shot watch missed, whenever that was.
        if (change.Type is not (WatchEventType.NodeCreated or WatchEventType.NodeDeleted
            or WatchEventType.NodeDataChanged or WatchEventType.NodeChildrenChanged))
            return;
        if (zxid < _lastEvent)
            throw Broken($"events went back: {_lastEvent}, then {change}");
        if (zxid <= _shown && _replays == 0)
            throw Broken($"an answer of {_shown} came before {change}");
        _lastEvent = zxid;
    }

    private static bool IsRead(IRequest request) =>
        request is GetDataRequest or ExistsRequest or GetChildrenRequest or GetAclRequest or MultiReadRequest
            or GetEphemeralsRequest or GetAllChildrenNumberRequest;

    private CheckFailedException Broken(string how) =>
        new($"On a connection of {connection.Process}, session {connection.Session}, {how}.");
}
