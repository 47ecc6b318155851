namespace Coordination.Testing;

/// <summary>
/// No session is expired earlier than its time-out after its client was last heard, and none while its client still
/// takes it for proven.
/// </summary>
internal sealed class SessionTimes(IReadOnlyList<AppliedCommand> applied, IReadOnlyList<Expiry> expiries, int driftPpm)
{
    public void Check(IReadOnlyList<ObservedConnection> connections)
    {
        ILookup<SessionId, ObservedConnection> bySession = connections.ToLookup(connection => connection.Session);
        foreach (Expiry expiry in expiries)
        {
            // One that came too late, after the client had attached again, was refused.
            if (applied[expiry.CommandIndex].Answer.Code != ErrorCode.Ok)
                continue;
            if (expiry.ClientThatBelieves is { } believer)
                throw new CheckFailedException(
                    $"Session {expiry.Session} was expired at {expiry.At} while {believer} took it for proven.");
            foreach (ObservedConnection connection in bySession[expiry.Session])
                CheckNotEarly(expiry, connection);
        }
    }

    private void CheckNotEarly(in Expiry expiry, ObservedConnection connection)
    {
        const double Million = 1e6;
        TimeSpan least = connection.Timeout * (1 - (2 * driftPpm / Million));
        var sent = new Dictionary<int, TimeSpan>();
        foreach (Observation observed in connection.Observations)
        {
            if (observed.Kind == ObservationKind.Sent)
                sent[observed.Xid] = observed.At;
            if (observed.Kind != ObservationKind.Answered || !sent.TryGetValue(observed.Xid, out TimeSpan heard))
                continue;
            if (heard > expiry.At && observed.Answer.Code == ErrorCode.Ok)
                throw new CheckFailedException(
                    $"Request {observed.Xid} of {connection.Process} was served at {heard}, after its session "
                    + $"{expiry.Session} had expired at {expiry.At}.");
            if (heard <= expiry.At && expiry.At < heard + least)
                throw new CheckFailedException(
                    $"Session {expiry.Session} of {connection.Process} was expired at {expiry.At}, although its "
                    + $"request {observed.Xid} of {heard} was heard and its time-out is {connection.Timeout}.");
        }
    }
}
