using Coordination.Requests;
using Coordination.Testing;
using Coordination.Work;

namespace Coordination.Simulation.Tests.Workloads;

/// <summary>
/// Two processes take turns at a duty by an ephemeral znode. Asking the session whether it is still proven, they are
/// never two at it; a process that does not ask is the mistake that fault schedules must find.
/// </summary>
internal static class SharedDuty
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);
    private static readonly ZPath Duty = "/duty";

    public static async Task RunAsync(Testing.Simulation simulation, bool asksItsSession)
    {
        simulation.InMemory();
        simulation.Spawn("a", process => TakeTurnsAsync(process, asksItsSession, after: TimeSpan.Zero));
        simulation.Spawn("b", process => TakeTurnsAsync(process, asksItsSession, after: Turn / 2));
        await simulation.TimeProvider.DelayAsync(TimeSpan.FromMinutes(2));

        simulation.Check.MutualExclusion();
    }

    private static async Task TakeTurnsAsync(SimulatedProcess process, bool asksItsSession, TimeSpan after)
    {
        await process.TimeProvider.DelayAsync(after);
        while (true)
        {
            try
            {
                await TakeTurnAsync(process, asksItsSession);
            }
            catch (CoordinationException)
            {
                // Taken, or nobody knows: the next turn tells.
            }

            await process.TimeProvider.DelayAsync(Turn);
        }
    }

    private static async Task TakeTurnAsync(SimulatedProcess process, bool asksItsSession)
    {
        ICoordinationSession session = process.Client.Session;
        CreateResponse mine = await process.Client.CreateWithStatAsync(Duty, mode: CreateMode.Ephemeral);
        bool IsHeld() => !asksItsSession || (session.Id == mine.Stat.EphemeralOwner && session.IsValid);
        using (process.Simulation.History.Hold(process.Name, "duty", mine.Stat.Czxid.Value, IsHeld))
            await process.TimeProvider.DelayAsync(Turn);
        if (session.IsValid) // Else it may be the other's by now.
            await process.Client.DeleteAsync(Duty);
    }
}
