using Coordination.Requests;
using Coordination.Testing;
using Coordination.Tree.Commands;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Workloads;

/// <summary>
/// Hands a session on from one client to another by its ticket: it is the same session, with what it holds, unless it
/// has expired on the way.
/// </summary>
internal sealed class Relay(SimulatedProcess process, SeededRandom random, bool areSessionsEnded)
{
    private readonly SimulatedEnsemble _ensemble = process.Simulation.Ensemble!; // Not null: the process has a client.

    public async Task HandOnAsync()
    {
        TimeSpan timeout = random.NextTime(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15));
        SessionTicket ticket;
        ICoordinationClient first = await process.ConnectAsync(new() { SessionTimeout = timeout });
        CreateResponse mine;
        await using (first)
        {
            mine = await first.CreateWithStatAsync(Worker.Ephemerals / "baton-", mode: CreateMode.EphemeralSequential);
            ticket = first.Session.Ticket;
            if (ticket.Id != mine.Stat.EphemeralOwner)
                return; // It was lost meanwhile.
            await first.DetachAsync();
        }

        CheckStands(ticket.Id);
        TimeSpan detachedAt = process.Simulation.Elapsed;
        if (random.Chance(0.5))
            await process.TimeProvider.DelayAsync(random.NextTime(TimeSpan.Zero, timeout / 4));

        ICoordinationClient second =
            await process.ConnectAsync(new() { SessionTimeout = timeout, Resume = ticket });
        await using (second)
        {
            if (second.Session.Id != ticket.Id)
                CheckWasGone(ticket.Id, process.Simulation.Elapsed - detachedAt, timeout);
            else
                await CheckHoldsAsync(second, mine);
        }
    }

    // Not a word of the session's end may have left before its client did.
    private void CheckStands(SessionId session)
    {
        bool isClosed = _ensemble.Ordered.Any(
            command => command.Body is CloseSessionRequest && command.Session == session);
        if (isClosed && !areSessionsEnded)
            throw new CheckFailedException($"{process} has closed session {session}, which it was to hand on.");
    }

    private void CheckWasGone(SessionId session, TimeSpan after, TimeSpan timeout)
    {
        bool hasEnded = _ensemble.Ordered.Any(command =>
            (command.Body is ExpireSessionRequest expire && expire.Session == session)
            || (command.Body is CloseSessionRequest && command.Session == session));
        if (!hasEnded && after < timeout / 2)
            throw new CheckFailedException($"{process} was not given session {session}, which stands.");
    }

    private async Task CheckHoldsAsync(ICoordinationClient heir, CreateResponse mine)
    {
        Stat? found = await heir.ExistsAsync(mine.Path);
        if (heir.Session.Id == mine.Stat.EphemeralOwner && heir.Session.IsValid && found?.Czxid != mine.Stat.Czxid)
            throw new CheckFailedException($"{process} was handed a session without its '{mine.Path}'.");
    }
}
