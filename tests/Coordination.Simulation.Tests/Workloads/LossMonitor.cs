using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Workloads;

/// <summary>
/// Sees to it that every session of a client is said to be lost when it can no longer be proven, to the moment, not
/// before it says so itself, and that none is taken up again.
/// </summary>
internal sealed class LossMonitor(SimulatedProcess process)
{
    // Timers have whole milliseconds, one at least; and after a pause everything that is due comes at once, in any
    // order.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(2);

    private readonly Dictionary<SessionId, ICoordinationSession> _lost = [];

    public async Task RunAsync()
    {
        ICoordinationSession? followed = null;
        await foreach (ConnectionChange change in process.Client.WatchConnectionAsync())
        {
            ICoordinationSession session = process.Client.Session;
            if (_lost.ContainsKey(session.Id) && !session.Lost.IsCancellationRequested)
                process.Simulation.Fail($"{process} has taken up session {session.Id}, which it had given up.");
            if (_lost.Values.FirstOrDefault(each => each.IsValid) is { } again)
                process.Simulation.Fail($"{process} takes session {again.Id} for proven, which was lost.");
            if (session == followed || session.Lost.IsCancellationRequested)
                continue;
            followed = session;
            _ = FollowAsync(session);
        }
    }

    private async Task FollowAsync(ICoordinationSession session)
    {
        using CancellationTokenRegistration registration = session.Lost.Register(() =>
        {
            _lost[session.Id] = session;
            if (session.IsValid)
                process.Simulation.Fail($"{process} hears that session {session.Id} is lost, which says it is proven.");
        });
        while (!session.Lost.IsCancellationRequested)
        {
            await WaitUntilAsync(session.ValidUntil);
            if (session.IsValid)
                continue; // It was proven anew meanwhile.
            await process.TimeProvider.DelayAsync(Moment);
            if (!session.Lost.IsCancellationRequested)
                process.Simulation.Fail($"{process} does not hear that session {session.Id} is lost.");
        }
    }

    private async Task WaitUntilAsync(long timestamp)
    {
        long now = process.TimeProvider.GetTimestamp();
        if (timestamp > now)
            await process.TimeProvider.DelayAsync(process.TimeProvider.GetElapsedTime(now, timestamp));
    }
}
