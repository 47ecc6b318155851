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
            if (command.Body is CloseSessionRequest)
                continue; // Whoever takes a session over to close it does not know all its numbers.
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
        // A write that is sent again keeps its number, so that its first sending counts; which request an answer
        // belongs to is told by its own connection. A process that takes the session of another up may number anew.
        var firstSent = new Dictionary<(string Process, int Xid), Observation>();
        foreach (ObservedConnection connection in connections)
            Collect(session, connection, firstSent, acknowledged);
    }

    private void Collect(
        SessionId session,
        ObservedConnection connection,
        Dictionary<(string Process, int Xid), Observation> firstSent,
        List<AcknowledgedWrite> acknowledged)
    {
        var sent = new Dictionary<int, Observation>();
        foreach (Observation observed in connection.Observations)
        {
            if (observed.Kind == ObservationKind.Answered && IsWrite(sent[observed.Xid].Request))
                CheckAnswer(session, firstSent[(connection.Process, observed.Xid)], observed, acknowledged);
            if (observed.Kind != ObservationKind.Sent)
                continue;
            sent[observed.Xid] = observed;
            if (IsWrite(observed.Request))
                firstSent.TryAdd((connection.Process, observed.Xid), observed);
        }
    }

    private void CheckAnswer(
        SessionId session, in Observation sent, in Observation answered, List<AcknowledgedWrite> acknowledged)
    {
        bool isOrdered = _first.TryGetValue((session, sent.Xid), out AppliedCommand applied)
            || TryFindByPlace(session, sent, answered, out applied);
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

    // A session whose answers are not kept has no numbers in the log: there only an acknowledgement tells the place.
    private bool TryFindByPlace(
        SessionId session, in Observation sent, in Observation answered, out AppliedCommand applied)
    {
        long place = answered.Answer.Zxid.Value;
        applied = default;
        if (answered.Answer.Code != ErrorCode.Ok || place < 1 || place > _applied.Count)
            return false;
        applied = _applied[(int)place - 1];
        return applied.Command.Session == session && applied.Command.Xid == 0
            && applied.Command.Body.OpCode == sent.Request?.OpCode;
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
