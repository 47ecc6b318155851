using Coordination.Requests;
using Coordination.Transports;
using Coordination.Tree.Commands;

namespace Coordination.Testing;

/// <summary>
/// Compares what clients were told with what was ordered: every write that was answered happened once, at the place
/// that its answer names and with that answer; the writes of a session took effect in the order of its requests; and
/// the order of all respects real time.
/// </summary>
internal sealed class LogAgreement
{
    private readonly IReadOnlyList<AppliedCommand> _applied;
    private readonly Dictionary<(SessionId Session, int Xid), AppliedCommand> _first = [];

    public LogAgreement(IReadOnlyList<AppliedCommand> applied) => _applied = applied;

    public void Check(IReadOnlyList<ObservedConnection> connections)
    {
        CheckEffects();
        var acknowledged = new List<AcknowledgedWrite>();
        foreach (
            IGrouping<SessionId, ObservedConnection> session in connections.GroupBy(connection => connection.Session))
            Collect(session.Key, session, acknowledged);
        CheckRealTime(acknowledged);
    }

    private void CheckEffects()
    {
        var lastXids = new Dictionary<SessionId, int>();
        foreach (AppliedCommand applied in _applied)
        {
            Command command = applied.Command;
            if (command.Session == SessionId.None || command.Xid <= 0)
                continue;
            if (_first.TryAdd((command.Session, command.Xid), applied))
            {
                if (applied.Changes.Count == 0)
                    continue;
                if (command.Xid < lastXids.GetValueOrDefault(command.Session))
                    throw new CheckFailedException(
                        $"Request {command.Xid} of session {command.Session} took effect late: {command}.");
                lastXids[command.Session] = command.Xid;
            }
            else if (applied.Changes.Count > 0)
            {
                throw new CheckFailedException(
                    $"Request {command.Xid} of session {command.Session} took effect twice: {command}.");
            }
        }
    }

    private void Collect(
        SessionId session, IEnumerable<ObservedConnection> connections, List<AcknowledgedWrite> acknowledged)
    {
        var sent = new Dictionary<int, Observation>();
        foreach (Observation observed in connections.SelectMany(c => c.Observations).OrderBy(o => o.Index))
        {
            // A write that is sent again keeps its number; one that follows a read answered at once may take the
            // read's.
            bool isFirst = !sent.TryGetValue(observed.Xid, out Observation before) || !IsWrite(before.Request);
            if (observed.Kind == ObservationKind.Sent && isFirst)
                sent[observed.Xid] = observed;
            else if (observed.Kind == ObservationKind.Answered && IsWrite(sent[observed.Xid].Request))
                CheckAnswer(session, sent[observed.Xid], observed, acknowledged);
        }
    }

    private void CheckAnswer(
        SessionId session, in Observation sent, in Observation answered, List<AcknowledgedWrite> acknowledged)
    {
        bool isOrdered = _first.TryGetValue((session, sent.Xid), out AppliedCommand applied);
        if (!isOrdered && answered.Answer.Code == ErrorCode.Ok)
            throw new CheckFailedException(
                $"Request {sent.Xid} of session {session} ({sent.Request}) was acknowledged and never ordered.");
        if (!isOrdered)
            return; // Refused before it became a command.

        if (!IsSame(applied.Answer, answered.Answer))
            throw new CheckFailedException(
                $"Request {sent.Xid} of session {session} ({sent.Request}) was answered {answered.Answer}, "
                + $"while in the log it is {applied.Command} with the answer {applied.Answer}.");
        acknowledged.Add(new AcknowledgedWrite(applied.Command.Zxid, sent.Index, answered.Index, applied.Command));
    }

    // Linear time: over the writes in the order of the log, none may have been answered before an earlier one was sent.
    private static void CheckRealTime(List<AcknowledgedWrite> acknowledged)
    {
        AcknowledgedWrite latestSent = default;
        foreach (AcknowledgedWrite write in acknowledged.OrderBy(write => write.Zxid))
        {
            if (write.AnsweredIndex < latestSent.SentIndex)
                throw new CheckFailedException(
                    $"{write.Command} was answered before {latestSent.Command} was sent, but ordered after it.");
            if (write.SentIndex > latestSent.SentIndex)
                latestSent = write;
        }
    }

    private static bool IsWrite(IRequest? request) =>
        request is CreateRequest or DeleteRequest or SetDataRequest or SetAclRequest or MultiRequest;

    private static bool IsSame(in Answer<Response> ordered, in Answer<Response> seen) =>
        ordered.Zxid == seen.Zxid && ordered.Code == seen.Code && IsSame(ordered.Body, seen.Body);

    private static bool IsSame(Response? ordered, Response? seen) => (ordered, seen) switch
    {
        (MultiResponse a, MultiResponse b) => a.Results.SequenceEqual(b.Results),
        _ => Equals(ordered, seen),
    };

    private readonly record struct AcknowledgedWrite(Zxid Zxid, long SentIndex, long AnsweredIndex, Command Command);
}
